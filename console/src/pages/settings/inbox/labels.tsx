import { Button, Select, Text, TextInput } from '@mantine/core';
import { IconPencil, IconTag, IconTrash } from '@tabler/icons-react';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answered, api } from '../../../api/client.ts';
import { useBusiness, useMe } from '../../../session/use-me.ts';
import { ConfirmButton } from '../../../ui/confirm-button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { LabelChip, LabelDot } from '../../../ui/label-chip.tsx';
import { DetailSkeleton } from '../../../ui/skeletons.tsx';
import { Trouble } from '../../../ui/trouble.tsx';
import { useWrite } from '../../../ui/use-write.ts';
import css from './inbox-settings.module.css';
import { RenameDialog } from './rename-dialog.tsx';

const COLOURS = ['grey', 'red', 'orange', 'amber', 'green', 'teal', 'blue', 'violet', 'pink'] as const;
type Colour = (typeof COLOURS)[number];

const labelsOf = (business: string) =>
  queryOptions({
    queryKey: [business, 'labels'],
    queryFn: async ({ signal }) => (await answered(api.GET('/api/v1/labels', { signal }))).items,
  });
const putLabel = ({ name, colour }: { name: string; colour: Colour }) =>
  answered(api.PUT('/api/v1/labels/{name}', { params: { path: { name } }, body: { colour } }));

/** The words conversations are sorted by: made, coloured, renamed, deleted. */
export function Labels() {
  const { t } = useTranslation('desk');
  const { can } = useMe();
  const { data, error, refetch } = useQuery(labelsOf(useBusiness()));
  const [renamed, setRenamed] = useState<string | null>(null);
  const mayWrite = can('conversations:write');
  const known = data?.map(({ name }) => name) ?? [];
  return (
    <section>
      <h2 className={css.heading}>{t('desk.labels.title')}</h2>
      <Text c="dimmed" mb="sm">
        {t('desk.labels.text')}
      </Text>
      {mayWrite && <NewLabel known={known} />}
      {error ? <Trouble error={error} retry={refetch} /> : null}
      {!data && !error && <DetailSkeleton />}
      {data?.length === 0 && (
        <EmptyState icon={IconTag} title={t('desk.labels.none')} text={t('desk.labels.noneNext')} />
      )}
      {data && data.length > 0 && (
        <ul className={css.rows} aria-label={t('desk.labels.title')}>
          {data.map((label) => (
            <LabelRow
              key={label.name}
              {...label}
              known={known}
              mayWrite={mayWrite}
              isRenamed={label.name === renamed}
              onRenamed={setRenamed}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

function NewLabel({ known }: { known: readonly string[] }) {
  const { t } = useTranslation('desk');
  const [name, setName] = useState('');
  const [colour, setColour] = useState<Colour>('grey');
  const wanted = name.trim().toLowerCase();
  const isKnown = known.includes(wanted);
  const make = useWrite({ write: putLabel, touches: ['labels'], done: () => void setName('') });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (wanted !== '' && !isKnown) make.mutate({ name: wanted, colour });
  };
  return (
    <form className={css.new} onSubmit={submit}>
      <TextInput
        label={t('desk.labels.name')}
        value={name}
        maxLength={50}
        dir="auto"
        error={isKnown && t('desk.labels.known')}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
      />
      <ColourSelect label={t('desk.labels.colour')} value={colour} onChange={setColour} isLabelShown />
      <Button type="submit" disabled={wanted === '' || isKnown} loading={make.isPending}>
        {t('desk.labels.make')}
      </Button>
    </form>
  );
}

type RowProps = {
  name: string;
  colour: string;
  known: readonly string[];
  mayWrite: boolean;
  isRenamed: boolean;
  onRenamed: (name: string) => void;
};

function LabelRow({ name, colour, known, mayWrite, isRenamed, onRenamed }: RowProps) {
  const { t } = useTranslation('desk');
  const [isNaming, setNaming] = useState(false);
  const renamed = useRef(isRenamed);
  const button = useRef<HTMLButtonElement>(null);
  // Under its new name it is another row: whoever renamed it goes on from there.
  useEffect(() => {
    if (renamed.current) button.current?.focus();
  }, []);
  const change = useWrite({ write: putLabel, touches: ['labels'] });
  const remove = useWrite({
    write: () => answered(api.DELETE('/api/v1/labels/{name}', { params: { path: { name } } })),
    touches: ['labels', 'conversations'],
    done: () => ({ message: t('desk.labels.deleted', { name }) }),
  });
  const shown = COLOURS.find((one) => one === (change.isPending ? change.variables.colour : colour)) ?? 'grey';
  return (
    <li className={css.row}>
      <LabelChip name={name} colour={shown} />
      {mayWrite && (
        <>
          <ColourSelect
            label={t('desk.labels.colourOf', { name })}
            value={shown}
            onChange={(now) => change.mutate({ name, colour: now })}
          />
          <div className={css.actions}>
            <Button
              ref={button}
              size="compact-md"
              variant="subtle"
              color="gray"
              leftSection={<IconPencil size={16} aria-hidden />}
              aria-label={t('desk.labels.renameOf', { name })}
              onClick={() => setNaming(true)}
            >
              {t('desk.labels.rename')}
            </Button>
            <ConfirmButton
              size="compact-md"
              variant="subtle"
              color="gray"
              leftSection={<IconTrash size={16} aria-hidden />}
              question={t('desk.labels.deleteQuestion', { name })}
              text={t('desk.labels.deleteText')}
              confirm={t('desk.labels.delete')}
              onConfirm={() => remove.mutateAsync().catch(() => {})}
            >
              {t('common.delete')}
            </ConfirmButton>
          </div>
          {isNaming && (
            <RenameDialog name={name} known={known} onRenamed={onRenamed} onClose={() => setNaming(false)} />
          )}
        </>
      )}
    </li>
  );
}

type ColourProps = { label: string; value: Colour; onChange: (colour: Colour) => void; isLabelShown?: boolean };

function ColourSelect({ label, value, onChange, isLabelShown }: ColourProps) {
  const { t } = useTranslation('desk');
  return (
    <Select
      {...(isLabelShown ? { label } : { 'aria-label': label })}
      w={150}
      data={COLOURS.map((colour) => ({ value: colour, label: t(`desk.colours.${colour}`) }))}
      value={value}
      allowDeselect={false}
      leftSection={<LabelDot colour={value} />}
      onChange={(next) => {
        const colour = COLOURS.find((one) => one === next);
        if (colour) onChange(colour);
      }}
    />
  );
}
