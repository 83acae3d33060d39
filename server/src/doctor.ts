import './platform/lean-imports.ts';
import { fileURLToPath } from 'node:url';

// What follows is loaded after the line above has run.
const { examine, verdictOf } = await import('./doctor-checks.ts');

const WORDS = { ok: 'ok', warning: 'WARNING', failed: 'FAILED', unknown: '?' };
const VERDICTS = {
  ok: 'Everything that could be looked at is in order.',
  warning: 'Parlour works. Look at the warnings when you find the time.',
  failed: 'Something does not work: follow the arrows.',
};

/** `npm run doctor`: looks at everything Parlour needs and says how to mend what is not right. `-- --json` for programs. */
const sections = await examine(process.env, fileURLToPath(new URL('../..', import.meta.url)));
process.stdout.write(process.argv.includes('--json') ? `${JSON.stringify(sections, null, 2)}\n` : tableOf(sections));
process.exitCode = verdictOf(sections) === 'failed' ? 1 : 0;

type Sections = Awaited<ReturnType<typeof examine>>;

function tableOf(all: Sections): string {
  const lines = all.flatMap(({ title, checks }) => [
    '',
    `  ${title}`,
    ...checks.flatMap(({ status, title: what, details, fix }) => [
      `    ${WORDS[status].padEnd(8)} ${what}`,
      ...(details ? [`             ${details}`] : []),
      ...(fix && status !== 'ok' ? [`             → ${fix}`] : []),
    ]),
  ]);
  const verdict = verdictOf(all);
  return [...lines, '', `  ${VERDICTS[verdict]}`, ''].join('\n').concat('\n');
}
