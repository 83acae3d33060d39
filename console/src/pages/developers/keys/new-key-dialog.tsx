import { Button, Checkbox, Group, Modal, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answered, api } from '../../../api/client.ts';
import type { paths } from '../../../api/schema.d.ts';
import { useMe } from '../../../session/use-me.ts';
import { CopyField } from '../../../ui/copy-field.tsx';
import { useWrite } from '../../../ui/use-write.ts';
import css from './keys.module.css';
import { scopeRows } from './scopes.ts';

type Scope = paths['/api/v1/keys']['post']['requestBody']['content']['application/json']['scopes'][number];

const DAY_MS = 86_400_000;
const ENDS = ['30', '90', '365', 'never'] as const;
const REQUESTS_PER_MINUTE = 600;

/** Makes a key, and shows it this once. */
export function NewKeyDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation('keys');
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t('keys.new')}
      size="lg"
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {isOpen && <NewKeyForm onClose={onClose} />}
    </Modal>
  );
}

function NewKeyForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('keys');
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<Scope[]>([]);
  const [ends, setEnds] = useState<string>('90');
  const [requestsPerMinute, setRequests] = useState(REQUESTS_PER_MINUTE);
  const make = useWrite({
    write: () => {
      const expiresAt = ends === 'never' ? null : new Date(Date.now() + Number(ends) * DAY_MS).toISOString();
      return answered(api.POST('/api/v1/keys', { body: { name, scopes, expiresAt, requestsPerMinute } }));
    },
    touches: ['keys'],
  });
  if (make.data)
    return (
      <Stack>
        <Text size="sm">{t('keys.shownOnce')}</Text>
        <CopyField label={make.data.name} value={make.data.key} />
        <Group justify="flex-end">
          <Button onClick={onClose}>{t('keys.kept')}</Button>
        </Group>
      </Stack>
    );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label={t('keys.name')}
          placeholder={t('keys.nameExample')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={256}
          data-autofocus
          required
          withAsterisk={false}
        />
        <ScopeGrid scopes={scopes} onChange={setScopes} />
        <Group grow align="start">
          <Select
            label={t('keys.ending')}
            data={ENDS.map((value) => ({ value, label: t(`keys.endings.${value}`) }))}
            value={ends}
            allowDeselect={false}
            onChange={(value) => setEnds(value ?? '90')}
          />
          <NumberInput
            label={t('keys.pace')}
            value={requestsPerMinute}
            min={1}
            max={60_000}
            allowDecimal={false}
            onChange={(value) => setRequests(Number(value) || REQUESTS_PER_MINUTE)}
          />
        </Group>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={make.isPending} disabled={scopes.length === 0}>
            {t('keys.make')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function ScopeGrid({ scopes, onChange }: { scopes: Scope[]; onChange: (scopes: Scope[]) => void }) {
  const { t } = useTranslation('keys');
  const { permissions } = useMe();
  const box = (wanted: string | null, label: string) => {
    const scope = permissions.find((one) => one === wanted);
    if (!scope) return <span />;
    return (
      <Checkbox
        label={label}
        aria-label={scope}
        checked={scopes.includes(scope)}
        onChange={(event) =>
          onChange(event.currentTarget.checked ? [...scopes, scope] : scopes.filter((one) => one !== scope))
        }
      />
    );
  };
  return (
    <div>
      <Text size="sm" fw={500} mb={4}>
        {t('keys.scopes')}
      </Text>
      <div className={css.grid}>
        {scopeRows(permissions).map(({ thing, read, other }) => (
          <Fragment key={thing}>
            <span>{t(`keys.things.${thing}`)}</span>
            {box(read, t('keys.read'))}
            {box(other, t(other?.endsWith(':use') ? 'keys.use' : 'keys.write'))}
          </Fragment>
        ))}
      </div>
    </div>
  );
}
