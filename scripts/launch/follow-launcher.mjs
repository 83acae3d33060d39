// Loaded into every program that the launcher starts. When the launcher is killed the channel to it breaks, and the
// program stops as if it had been asked to: nobody else could ask it any more.
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();

// The terminal may be gone by then; that must not interrupt stopping.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
