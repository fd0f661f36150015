import { config } from "zod";

// The Content-Security-Policy forbids eval, which zod would try for speed.
config({ jitless: true });
