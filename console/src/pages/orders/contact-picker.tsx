import { Button, Group, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBusiness } from '../../session/use-me.ts';
import { Choice, Choices } from '../../ui/choices.tsx';
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
      <Choices isNothing={found.data?.length === 0}>
        {found.data?.map((one) => (
          <Choice
            key={one.id}
            note={one.name && <bdi>{one.phone}</bdi>}
            onPick={() => {
              onPick(one);
              setChanging(false);
            }}
          >
            <bdi>{one.name || one.phone}</bdi>
          </Choice>
        ))}
      </Choices>
    </div>
  );
}
