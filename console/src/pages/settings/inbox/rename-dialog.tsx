import { Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answered, api } from '../../../api/client.ts';
import { asProblem } from '../../../api/problem.ts';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { useWrite } from '../../../ui/use-write.ts';

type Props = {
  name: string;
  known: readonly string[];
  onRenamed: (name: string) => void;
  onClose: () => void;
};
type Rename = { from: string; to: string };

const TOUCHES = ['labels', 'conversations', 'views'];

const rename = ({ from, to }: Rename) =>
  answered(api.PATCH('/api/v1/labels/{name}', { params: { path: { name: from } }, body: { name: to } }));

/** Another word for a label; whoever has it keeps it. */
export function RenameDialog({ name, known, onRenamed, onClose }: Props) {
  const { t } = useTranslation('desk');
  const [typed, setTyped] = useState(name);
  const [taken, setTaken] = useState<string | null>(null);
  const wanted = typed.trim().toLowerCase();
  const isTaken = wanted !== name && (known.includes(wanted) || wanted === taken);
  const back = useWrite({ write: rename, touches: TOUCHES });
  const save = useWrite({
    write: rename,
    touches: TOUCHES,
    done: (_, { from, to }) => {
      onRenamed(to);
      onClose();
      return {
        message: t('desk.labels.renamed', { before: from, name: to }),
        undo: () => back.mutate({ from: to, to: from }),
      };
    },
    failed: (error, { to }) => {
      if (asProblem(error).kind !== 'label-taken') return undefined;
      setTaken(to);
      return true;
    },
  });
  const submit = () => {
    if (wanted === name) onClose();
    else if (wanted !== '' && !isTaken) save.mutate({ from: name, to: wanted });
  };
  return (
    <FormDialog
      title={t('desk.labels.renameTitle', { name })}
      onClose={onClose}
      onSubmit={submit}
      isBusy={save.isPending}
      isDisabled={wanted === '' || isTaken}
    >
      <TextInput
        label={t('desk.labels.newName')}
        value={typed}
        maxLength={50}
        dir="auto"
        data-autofocus
        error={isTaken && t('desk.labels.known')}
        onFocus={({ currentTarget }) => currentTarget.select()}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      />
      <Text size="sm" c="dimmed">
        {t('desk.labels.renameText')}
      </Text>
    </FormDialog>
  );
}
