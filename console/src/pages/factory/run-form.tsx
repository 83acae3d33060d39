import { Button, Group, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBusiness } from '../../session/use-me.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { useWrite } from '../../ui/use-write.ts';
import { addRun, editRun, linesOf, type Run, removeRun } from './calls.ts';

type Props = { run?: Run | undefined; day: string; onClose: () => void };

/** What a line is to make on a day, and what it made. */
export function RunForm({ run, day: firstDay, onClose }: Props) {
  const { t } = useTranslation('factory');
  const { data: lines = [] } = useQuery(linesOf(useBusiness()));
  const [lineId, setLine] = useState(run?.lineId ?? '');
  const [day, setDay] = useState(firstDay);
  const [shift, setShift] = useState(run?.shift ?? '');
  const [item, setItem] = useState(run?.item ?? '');
  const [planned, setPlanned] = useState<number | string>(run?.plannedUnits ?? 100);
  const [made, setMade] = useState<number | string>(run?.madeUnits ?? 0);
  const [problem, setProblem] = useState<unknown>(null);
  const values = {
    lineId: lineId || (lines[0]?.id ?? ''),
    day,
    shift,
    item,
    plannedUnits: Number(planned),
    madeUnits: Number(made),
  };
  const failed = (error: unknown) => {
    setProblem(error);
    return true;
  };
  const write = useWrite({
    write: () => (run ? editRun(run.id, values) : addRun(values)),
    touches: ['production'],
    done: () => {
      onClose();
      return { message: t('common.saved') };
    },
    failed,
  });
  const again = useWrite({ write: addRun, touches: ['production'] });
  const remove = useWrite({
    write: () => removeRun(run!.id),
    touches: ['production'],
    done: () => {
      onClose();
      const { id: _, line: __, ...was } = run!;
      return { message: t('factory.schedule.removed'), undo: () => again.mutate(was) };
    },
    failed,
  });
  return (
    <FormDialog
      title={run ? run.item : t('factory.schedule.new')}
      onClose={onClose}
      onSubmit={() => {
        setProblem(null);
        write.mutate();
      }}
      apart={
        run && (
          <Button variant="default" c="var(--red)" loading={remove.isPending} onClick={() => remove.mutate()}>
            {t('common.remove')}
          </Button>
        )
      }
      isBusy={write.isPending}
      isDisabled={!values.lineId}
    >
      <TextInput
        label={t('factory.schedule.item')}
        value={item}
        maxLength={200}
        required
        onChange={(event) => setItem(event.currentTarget.value)}
        data-autofocus
      />
      <NativeSelect
        label={t('factory.schedule.line')}
        value={values.lineId}
        data={lines.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(event) => setLine(event.currentTarget.value)}
      />
      <Group grow align="flex-start">
        <TextInput
          type="date"
          label={t('factory.schedule.day')}
          value={day}
          required
          onChange={(event) => setDay(event.currentTarget.value)}
        />
        <TextInput
          label={t('factory.schedule.shift')}
          placeholder="06:00–14:00"
          value={shift}
          maxLength={50}
          onChange={(event) => setShift(event.currentTarget.value)}
        />
      </Group>
      <Group grow align="flex-start">
        <NumberInput
          label={t('factory.schedule.planned')}
          value={planned}
          onChange={setPlanned}
          min={0}
          max={100_000_000}
          allowDecimal={false}
        />
        <NumberInput
          label={t('factory.schedule.made')}
          value={made}
          onChange={setMade}
          min={0}
          max={100_000_000}
          allowDecimal={false}
        />
      </Group>
      {problem !== null && <Trouble error={problem} />}
    </FormDialog>
  );
}
