/** The bytes of a request to verify a key: the same for every target but for path and token. */
export function verifyRequest(path: string, token: string, key: string): Buffer {
  const body = JSON.stringify({ key });
  return Buffer.from(
    `POST ${path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${token}\r\n` +
      `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    "latin1",
  );
}
