import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const TAG = '9999_next_release';

/**
 * A copy of this program with one more migration, as the next release would bring it: a column and an index on the
 * table every message goes through.
 *
 * @returns the program to start.
 */
export async function makeNextRelease(folder: string): Promise<string> {
  const release = join(folder, 'next-release');
  await mkdir(release);
  for (const part of ['server', 'emulator', 'flows', 'package.json'])
    await cp(join(ROOT, part), join(release, part), { recursive: true });
  await symlink(join(ROOT, 'node_modules'), join(release, 'node_modules'));

  const migrations = join(release, 'server/migrations');
  await writeFile(
    join(migrations, `${TAG}.sql`),
    'alter table messages add column of_the_next_release text;\n--> statement-breakpoint\n' +
      'create index of_the_next_release on messages (business_id, of_the_next_release) where of_the_next_release is not null;\n',
  );
  const journalFile = join(migrations, 'meta/_journal.json');
  const journal: { entries: { idx: number; when: number }[] } = JSON.parse(await readFile(journalFile, 'utf8'));
  const last = journal.entries.at(-1)!;
  journal.entries.push({ ...last, ...{ idx: last.idx + 1, when: last.when + 1, tag: TAG } });
  await writeFile(journalFile, JSON.stringify(journal));
  return join(release, 'server/src/main.ts');
}
