/** What Next alone costs: the measure that `npm run bench` holds every other route against. */
const answer = async () => Response.json({ ok: true });

export { answer as GET, answer as POST };
