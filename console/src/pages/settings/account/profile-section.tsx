import { Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answered, api } from '../../../api/client.ts';
import { chooseLanguage } from '../../../i18n/i18n.ts';
import { LANGUAGES, ours } from '../../../i18n/languages.ts';
import { useWrite } from '../../../ui/use-write.ts';

type Person = { name: string; email: string; language?: string | null };

export function ProfileSection({ person }: { person: Person }) {
  const { t, i18n } = useTranslation('account');
  const queries = useQueryClient();
  const [name, setName] = useState(person.name);
  const [language, setLanguage] = useState(ours(person.language ?? i18n.resolvedLanguage ?? 'en') ?? 'en');
  const save = useWrite({
    write: () => answered(api.PATCH('/api/v1/me', { body: { name, language } })),
    done: () => {
      void chooseLanguage(language);
      void queries.invalidateQueries({ queryKey: ['me'] });
      return { message: t('common.saved') };
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <TextInput
          label={t('account.name')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          autoComplete="name"
          maxLength={256}
          required
          withAsterisk={false}
        />
        <TextInput label={t('account.email')} value={person.email} readOnly description={t('account.emailText')} />
        <Select
          label={t('account.language')}
          data={LANGUAGES.map(({ code, name: own }) => ({ value: code, label: own }))}
          value={language}
          allowDeselect={false}
          onChange={(code) => setLanguage((before) => (code && ours(code)) || before)}
        />
        <Group>
          <Button type="submit" loading={save.isPending}>
            {t('common.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
