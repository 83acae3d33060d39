import { ActionIcon, Button, Group, NumberInput, Progress, SegmentedControl, TextInput } from '@mantine/core';
import {
  IconBuildingFactory2,
  IconPencil,
  IconPlayerPlay,
  IconPlayerStop,
  IconPlus,
  IconTool,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBusiness, useMe } from '../../session/use-me.ts';
import { ConfirmButton } from '../../ui/confirm-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { ListSkeleton } from '../../ui/skeletons.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { useFormats } from '../../ui/use-formats.ts';
import { useWrite } from '../../ui/use-write.ts';
import { addLine, editLine, LINE_STATUSES, type Line, linesOf, type Run, removeLine, scheduleOf } from './calls.ts';
import css from './factory.module.css';

const LOOKS = {
  running: { tone: 'good', icon: IconPlayerPlay },
  stopped: { tone: 'failed', icon: IconPlayerStop },
  maintenance: { tone: 'waiting', icon: IconTool },
} as const;

/** Every line as a card: does it run, how good is what it makes, how far is today. */
export function Lines() {
  const { t } = useTranslation('factory');
  const business = useBusiness();
  const lines = useQuery(linesOf(business));
  const { data: schedule } = useQuery(scheduleOf(business, null));
  if (lines.isPending) return <ListSkeleton />;
  if (lines.error && !lines.data) return <Trouble error={lines.error} retry={lines.refetch} />;
  if (lines.data?.length === 0)
    return (
      <EmptyState
        icon={IconBuildingFactory2}
        title={t('factory.lines.empty')}
        text={t('factory.lines.emptyText')}
        action={<NewLine />}
      />
    );
  const today = schedule?.items.filter(({ day }) => day === schedule.today) ?? [];
  return (
    <ul className={css.cards}>
      {lines.data?.map((line) => (
        <LineCard key={line.id} line={line} runs={today.filter(({ lineId }) => lineId === line.id)} />
      ))}
    </ul>
  );
}

function LineCard({ line, runs }: { line: Line; runs: readonly Run[] }) {
  const { t } = useTranslation('factory');
  const { can } = useMe();
  const { number } = useFormats();
  const [isEditing, setEditing] = useState(false);
  const sum = (of: 'plannedUnits' | 'madeUnits') => runs.reduce((total, run) => total + run[of], 0);
  const [planned, made] = [sum('plannedUnits'), sum('madeUnits')];
  const back = useWrite({ write: () => editLine(line.id, { status: line.status }), touches: ['production'] });
  const write = useWrite({
    write: (status: Line['status']) => editLine(line.id, { status }),
    touches: ['production'],
    done: (_, status) => ({
      message: t(`factory.lines.now.${status}`, { name: line.name }),
      undo: () => back.mutate(),
    }),
  });
  return (
    <li className={css.card} data-status={line.status}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <h2 className={css.name}>{line.name}</h2>
        <StatusBadge {...LOOKS[line.status]}>{t(`factory.lines.status.${line.status}`)}</StatusBadge>
      </Group>
      <dl className={css.numbers}>
        <div>
          <dt>{t('factory.lines.quality')}</dt>
          <dd className="numbers">{number(line.qualityPercent)} %</dd>
        </div>
        <div>
          <dt>{t('factory.lines.perHour')}</dt>
          <dd className="numbers">{number(line.unitsPerHour)}</dd>
        </div>
        <div>
          <dt>{t('factory.lines.today')}</dt>
          <dd className="numbers">
            <bdi dir="ltr">
              {number(made)} / {number(planned)}
            </bdi>
          </dd>
        </div>
      </dl>
      <Progress
        value={planned === 0 ? 0 : Math.min(100, (made / planned) * 100)}
        aria-label={t('factory.lines.today')}
        color="var(--green)"
      />
      <div className={css.items}>
        {[...new Set(runs.map(({ item }) => item))].join(', ') || t('factory.lines.nothing')}
      </div>
      {can('production:write') ? (
        <Group gap="xs" wrap="nowrap">
          <SegmentedControl
            fullWidth
            className={css.switch}
            aria-label={t('factory.lines.statusOf', { name: line.name })}
            value={line.status}
            disabled={write.isPending}
            data={LINE_STATUSES.map((value) => ({ value, label: t(`factory.lines.status.${value}`) }))}
            onChange={(wanted) => {
              const status = LINE_STATUSES.find((one) => one === wanted);
              if (status) write.mutate(status);
            }}
          />
          <ActionIcon
            size={44}
            variant="default"
            onClick={() => setEditing(true)}
            aria-label={t('factory.lines.edit', { name: line.name })}
          >
            <IconPencil size={18} aria-hidden />
          </ActionIcon>
        </Group>
      ) : null}
      <div className="quiet">
        <RelativeTime at={line.updatedAt} />
      </div>
      {isEditing && <LineForm line={line} onClose={() => setEditing(false)} />}
    </li>
  );
}

/** The page's action: one more line. */
export function NewLine() {
  const { t } = useTranslation('factory');
  const { can } = useMe();
  const [isOpen, setOpen] = useState(false);
  if (!can('production:write')) return null;
  return (
    <>
      <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setOpen(true)}>
        {t('factory.lines.new')}
      </Button>
      {isOpen && <LineForm onClose={() => setOpen(false)} />}
    </>
  );
}

function LineForm({ line, onClose }: { line?: Line; onClose: () => void }) {
  const { t } = useTranslation('factory');
  const [name, setName] = useState(line?.name ?? '');
  const [quality, setQuality] = useState<number | string>(line?.qualityPercent ?? 100);
  const [perHour, setPerHour] = useState<number | string>(line?.unitsPerHour ?? 0);
  const values = { name, qualityPercent: Number(quality), unitsPerHour: Number(perHour) };
  const write = useWrite({
    write: () => (line ? editLine(line.id, values) : addLine(values)),
    touches: ['production'],
    done: () => {
      onClose();
      return { message: t('common.saved') };
    },
  });
  const remove = useWrite({
    write: () => removeLine(line!.id),
    touches: ['production'],
    done: () => {
      onClose();
      return null;
    },
  });
  return (
    <FormDialog
      title={line ? line.name : t('factory.lines.new')}
      onClose={onClose}
      onSubmit={() => write.mutate()}
      apart={
        line && (
          <ConfirmButton
            c="var(--red)"
            question={t('factory.lines.removeQuestion', { name: line.name })}
            text={t('factory.lines.removeText')}
            confirm={t('factory.lines.remove')}
            onConfirm={() => remove.mutateAsync()}
          >
            {t('factory.lines.remove')}
          </ConfirmButton>
        )
      }
      isBusy={write.isPending}
    >
      <TextInput
        label={t('factory.lines.name')}
        value={name}
        maxLength={100}
        required
        onChange={(event) => setName(event.currentTarget.value)}
        data-autofocus
      />
      <Group grow align="flex-start">
        <NumberInput
          label={t('factory.lines.quality')}
          value={quality}
          onChange={setQuality}
          min={0}
          max={100}
          decimalScale={2}
          suffix=" %"
        />
        <NumberInput
          label={t('factory.lines.perHour')}
          value={perHour}
          onChange={setPerHour}
          min={0}
          max={1_000_000}
          allowDecimal={false}
        />
      </Group>
    </FormDialog>
  );
}
