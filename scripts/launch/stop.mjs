/** Something outside Parlour keeps it from starting; the message is one sentence for whoever started it. */
export class LaunchProblem extends Error {}

/** Runs a command to its exit code. A LaunchProblem is said in its own words; anything else is a mistake of ours and keeps its stack. */
export async function runCommand(command) {
  try {
    process.exitCode = await command();
  } catch (error) {
    console.error(error instanceof LaunchProblem ? `\n${error.message}` : error);
    process.exitCode = 1;
  }
}
