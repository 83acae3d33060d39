import { Button, Group, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBusiness } from '../../session/use-me.ts';
import css from './orders.module.css';
import { type Person, peopleLike } from './picking.ts';

type Props = { person: Person | null; onPick: (person: Person | null) => void };

const TYPING_MS = 250;

/** For whom: found by name or number. */
export function ContactPicker({ person, onPick }: Props) {
  const { t } = useTranslation('orders');
  const [search, setSearch] = useState('');
  const [typed] = useDebouncedValue(search.trim(), TYPING_MS);
  const [isChanging, setChanging] = useState(false);
  const found = useQuery({ ...peopleLike(useBusiness(), typed), enabled: person === null || isChanging });
  if (person && !isChanging)
    return (
      <Group justify="space-between">
        <div>
          <Text fw={600}>
            <bdi>{person.name || person.phone}</bdi>
          </Text>
          {person.name && (
            <Text size="sm" c="dimmed">
              <bdi>{person.phone}</bdi>
            </Text>
          )}
        </div>
        <Button variant="subtle" onClick={() => setChanging(true)}>
          {t('orders.new.otherPerson')}
        </Button>
      </Group>
    );
  return (
    <div>
      <TextInput
        label={t('orders.new.person')}
        placeholder={t('orders.new.personHint')}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
        data-autofocus
      />
      <div className={css.results}>
        {found.data?.map((one) => (
          <button
            key={one.id}
            type="button"
            className={css.choice}
            onClick={() => {
              onPick(one);
              setChanging(false);
            }}
          >
            <bdi>{one.name || one.phone}</bdi>
            {one.name && <bdi className={css.quiet}>{one.phone}</bdi>}
          </button>
        ))}
        {found.data?.length === 0 && (
          <Text size="sm" c="dimmed" p="xs">
            {t('common.nothingFound')}
          </Text>
        )}
      </div>
    </div>
  );
}
