import { Button, Radio, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconTag, IconTrash } from '@tabler/icons-react';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answered, api } from '../../../api/client.ts';
import { useBusiness, useMe } from '../../../session/use-me.ts';
import { ConfirmButton } from '../../../ui/confirm-button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { LabelChip, LabelDot } from '../../../ui/label-chip.tsx';
import { Page } from '../../../ui/page.tsx';
import { DetailSkeleton } from '../../../ui/skeletons.tsx';
import { Trouble } from '../../../ui/trouble.tsx';
import { useWrite } from '../../../ui/use-write.ts';
import css from './inbox-settings.module.css';

const COLOURS = ['grey', 'red', 'orange', 'amber', 'green', 'teal', 'blue', 'violet', 'pink'] as const;
type Colour = (typeof COLOURS)[number];
const WAYS = ['unassigned', 'in_turn'] as const;

const labelsOf = (business: string) =>
  queryOptions({
    queryKey: [business, 'labels'],
    queryFn: async ({ signal }) => (await answered(api.GET('/api/v1/labels', { signal }))).items,
  });
const settingsOf = (business: string) =>
  queryOptions({
    queryKey: [business, 'inbox-settings'],
    queryFn: ({ signal }) => answered(api.GET('/api/v1/inbox/settings', { signal })),
  });
const putLabel = ({ name, colour }: { name: string; colour: Colour }) =>
  answered(api.PUT('/api/v1/labels/{name}', { params: { path: { name } }, body: { colour } }));

/** Who gets what the bot hands over, and the words conversations are sorted by. */
export function InboxSettingsPage() {
  const { t } = useTranslation('desk');
  return (
    <Page title={t('desk.inbox.title')} isFull={false}>
      <div className={css.wrap}>
        <HandOffs />
        <Labels />
      </div>
    </Page>
  );
}

function HandOffs() {
  const { t } = useTranslation('desk');
  const { can } = useMe();
  const { data, error, refetch } = useQuery(settingsOf(useBusiness()));
  const change = useWrite({
    write: (handOffs: (typeof WAYS)[number]) => answered(api.PUT('/api/v1/inbox/settings', { body: { handOffs } })),
    touches: ['inbox-settings'],
    done: () => ({ message: t('common.saved') }),
  });
  if (error) return <Trouble error={error} retry={refetch} />;
  if (!data) return <DetailSkeleton />;
  return (
    <section>
      <h2 className={css.heading}>{t('desk.handOffs.title')}</h2>
      <Radio.Group
        aria-label={t('desk.handOffs.title')}
        value={change.isPending ? change.variables : data.handOffs}
        onChange={(value) => {
          const way = WAYS.find((one) => one === value);
          if (way) change.mutate(way);
        }}
      >
        <Stack gap="sm">
          {WAYS.map((way) => (
            <Radio
              key={way}
              value={way}
              disabled={!can('business:write')}
              label={t(`desk.handOffs.${way}`)}
              description={t(`desk.handOffs.${way}Text`)}
            />
          ))}
        </Stack>
      </Radio.Group>
    </section>
  );
}

function Labels() {
  const { t } = useTranslation('desk');
  const { can } = useMe();
  const { data, error, refetch } = useQuery(labelsOf(useBusiness()));
  const mayWrite = can('conversations:write');
  return (
    <section>
      <h2 className={css.heading}>{t('desk.labels.title')}</h2>
      <Text c="dimmed" mb="sm">
        {t('desk.labels.text')}
      </Text>
      {mayWrite && <NewLabel known={data?.map(({ name }) => name) ?? []} />}
      {error ? <Trouble error={error} retry={refetch} /> : null}
      {!data && !error && <DetailSkeleton />}
      {data?.length === 0 && (
        <EmptyState icon={IconTag} title={t('desk.labels.none')} text={t('desk.labels.noneNext')} />
      )}
      {data && data.length > 0 && (
        <ul className={css.rows} aria-label={t('desk.labels.title')}>
          {data.map((label) => (
            <LabelRow key={label.name} {...label} mayWrite={mayWrite} />
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

function LabelRow({ name, colour, mayWrite }: { name: string; colour: string; mayWrite: boolean }) {
  const { t } = useTranslation('desk');
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
