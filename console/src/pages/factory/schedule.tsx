import { ActionIcon, Button, Group, SegmentedControl, Skeleton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconChevronLeft, IconChevronRight, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type DragEvent, type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useBusiness, useMe } from '../../session/use-me.ts';
import { Trouble } from '../../ui/trouble.tsx';
import { useFormats } from '../../ui/use-formats.ts';
import { useWrite } from '../../ui/use-write.ts';
import { editRun, type Run, scheduleOf } from './calls.ts';
import { addDays, dayIn, dayName, mondayOf, weekFrom } from './days.ts';
import css from './factory.module.css';
import { RunForm } from './run-form.tsx';

const DRAGGED = 'application/x-parlour-run';

/**
 * A week, a column a day, or one day, which phones begin with. Runs are dragged to another day, or moved with Alt and
 * the arrow keys.
 */
export function Schedule() {
  const { t, i18n } = useTranslation('factory');
  const business = useBusiness();
  const { can } = useMe();
  const [params, setParams] = useSearchParams();
  const isNarrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  const isDay = (params.get('view') ?? (isNarrow ? 'day' : 'week')) === 'day';
  const now = useQuery(scheduleOf(business, null));
  const today = now.data?.today;
  const shown = dayIn(params.get('on')) ?? today ?? null;
  const days = shown === null ? [] : isDay ? [shown] : weekFrom(mondayOf(shown));
  const [from = '', to = from] = [days[0], days.at(-1)];
  const week = useQuery({ ...scheduleOf(business, { from, to }), enabled: shown !== null });
  const mayWrite = can('production:write');
  const [open, setOpen] = useState<{ run?: Run; day: string } | null>(null);
  const back = useWrite({ write: ({ id, day }: Run) => editRun(id, { day }), touches: ['production'] });
  const move = useWrite({
    write: ({ run, day }: { run: Run; day: string }) => editRun(run.id, { day }),
    touches: ['production'],
    done: (_, { run, day }) => ({
      message: t('factory.schedule.moved', { item: run.item, day: dayName(day, i18n.language) }),
      undo: () => back.mutate(run),
    }),
  });
  const set = (name: string, value: string | null) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        if (value === null) next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: true },
    );
  const turn = (by: 1 | -1) => shown && set('on', addDays(shown, isDay ? by : by * 7));
  const drop = (event: DragEvent, day: string) => {
    const run = week.data?.items.find(({ id }) => id === event.dataTransfer.getData(DRAGGED));
    if (run && run.day !== day) move.mutate({ run, day });
  };
  const keys = (event: KeyboardEvent, run: Run) => {
    const by = event.altKey ? STEPS[event.key] : undefined;
    if (!by || !mayWrite) return;
    event.preventDefault();
    move.mutate({ run, day: addDays(run.day, document.dir === 'rtl' && Math.abs(by) === 1 ? -by : by) });
  };

  if (now.error && !now.data) return <Trouble error={now.error} retry={now.refetch} />;
  return (
    <div className={css.week}>
      <Group justify="space-between">
        <Group gap="xs">
          <ActionIcon
            size={36}
            variant="default"
            aria-label={t(isDay ? 'factory.schedule.dayBefore' : 'factory.schedule.before')}
            onClick={() => turn(-1)}
          >
            <IconChevronLeft size={18} className="points" aria-hidden />
          </ActionIcon>
          <Button variant="default" onClick={() => set('on', null)}>
            {t(isDay ? 'factory.schedule.today' : 'factory.schedule.thisWeek')}
          </Button>
          <ActionIcon
            size={36}
            variant="default"
            aria-label={t(isDay ? 'factory.schedule.dayAfter' : 'factory.schedule.after')}
            onClick={() => turn(1)}
          >
            <IconChevronRight size={18} className="points" aria-hidden />
          </ActionIcon>
          <SegmentedControl
            aria-label={t('factory.schedule.view')}
            value={isDay ? 'day' : 'week'}
            data={['day', 'week'].map((view) => ({ value: view, label: t(`factory.schedule.views.${view}`) }))}
            onChange={(view) => set('view', view)}
          />
        </Group>
        {mayWrite && !isDay && <span className={css.hint}>{t('factory.schedule.hint')}</span>}
      </Group>
      {week.error && !week.data ? <Trouble error={week.error} retry={week.refetch} /> : null}
      <div className={css.board} data-day={isDay || undefined}>
        {days.map((day) => (
          <section
            key={day}
            className={css.day}
            aria-label={dayName(day, i18n.language)}
            data-today={day === today || undefined}
            onDragOver={(event) => mayWrite && event.preventDefault()}
            onDrop={(event) => drop(event, day)}
          >
            <h2 className={css.dayName}>
              {dayName(day, i18n.language)}
              {mayWrite && (
                <ActionIcon
                  size={32}
                  aria-label={t('factory.schedule.addOn', { day: dayName(day, i18n.language) })}
                  onClick={() => setOpen({ day })}
                >
                  <IconPlus size={16} aria-hidden />
                </ActionIcon>
              )}
            </h2>
            {week.isPending && <Skeleton height={72} />}
            {week.data?.items
              .filter((run) => run.day === day)
              .map((run) => (
                <RunCard
                  key={run.id}
                  run={run}
                  mayWrite={mayWrite}
                  onOpen={() => setOpen({ run, day })}
                  onKeyDown={(event) => keys(event, run)}
                />
              ))}
            {week.data && !week.data.items.some((run) => run.day === day) && (
              <p className="quiet">{t('factory.schedule.nothing')}</p>
            )}
          </section>
        ))}
      </div>
      {open && <RunForm run={open.run} day={open.day} onClose={() => setOpen(null)} />}
    </div>
  );
}

const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

type CardProps = {
  run: Run;
  mayWrite: boolean;
  onOpen: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
};

function RunCard({ run, mayWrite, onOpen, onKeyDown }: CardProps) {
  const { number } = useFormats();
  const { item, line, shift, madeUnits, plannedUnits } = run;
  const share = plannedUnits === 0 ? 0 : Math.min(1, madeUnits / plannedUnits);
  return (
    <button
      type="button"
      className={css.run}
      draggable={mayWrite}
      disabled={!mayWrite}
      onClick={onOpen}
      onKeyDown={onKeyDown}
      onDragStart={(event) => event.dataTransfer.setData(DRAGGED, run.id)}
    >
      <b>{item}</b>
      <span>{line}</span>
      {shift && (
        <span className="numbers">
          <bdi dir="ltr">{shift}</bdi>
        </span>
      )}
      <span className="numbers">
        <bdi dir="ltr">
          {number(madeUnits)} / {number(plannedUnits)}
        </bdi>
      </span>
      <span className={css.bar} aria-hidden>
        <span style={{ inlineSize: `${share * 100}%` }} />
      </span>
    </button>
  );
}

/** The page's action: one more run, today. */
export function NewRun() {
  const { t } = useTranslation('factory');
  const { can } = useMe();
  const { data } = useQuery(scheduleOf(useBusiness(), null));
  const [isOpen, setOpen] = useState(false);
  if (!can('production:write') || !data) return null;
  return (
    <>
      <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setOpen(true)}>
        {t('factory.schedule.new')}
      </Button>
      {isOpen && <RunForm day={data.today} onClose={() => setOpen(false)} />}
    </>
  );
}
