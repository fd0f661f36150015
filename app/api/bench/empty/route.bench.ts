/** Measures Next alone, as the baseline for other routes in `npm run bench`. */
const answer = async () => Response.json({ ok: true });

export { answer as GET, answer as POST };
