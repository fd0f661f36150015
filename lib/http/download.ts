interface Download {
  filename: string;
  contentType: string;
}

/**
 * An answer that is written while it is read, as a file to keep. An error breaks the connection,
 * so that half a file never ends like a whole one.
 */
export function download(text: AsyncIterable<string>, about: Download): Response {
  const headers = {
    "Content-Type": about.contentType,
    "Content-Disposition": `attachment; filename="${about.filename}"`,
  };
  return new Response(toByteStream(text), { headers });
}

/** Asks for a piece when it is wanted, and for no more once the reader has gone. */
function toByteStream(text: AsyncIterable<string>): ReadableStream<Uint8Array<ArrayBuffer>> {
  const pieces = text[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await pieces.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value));
      },
      async cancel() {
        await pieces.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}
