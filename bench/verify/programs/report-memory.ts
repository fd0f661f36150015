/** Loaded before a program, so that whoever started it may ask what memory it takes. */
process.on("message", (message) => {
  if (message === "memory") process.send?.({ memory: process.memoryUsage() });
});
process.channel?.unref();
