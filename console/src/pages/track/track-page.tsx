import { Alert, Button, Group, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { asProblem, problemOf } from '../../api/problem.ts';
import type { paths } from '../../api/schema.d.ts';
import { useTabTitle } from '../../ui/page.tsx';
import { DetailSkeleton } from '../../ui/skeletons.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import css from './track-page.module.css';
import { TrackedOrderView } from './tracked-order.tsx';

export type TrackedOrder =
  paths['/api/v1/public/{business}/order-tracking/{token}']['get']['responses'][200]['content']['application/json'];

/** For customers, without signing in: how their order stands, by its link or by number and phone. */
export function TrackPage() {
  const { t } = useTranslation('track');
  const { business = '', token } = useParams();
  useTabTitle(t('track.title'));
  const linked = useQuery({
    queryKey: ['tracked order', business, token],
    queryFn: () => ask(`/api/v1/public/${business}/order-tracking/${token}`),
    enabled: token !== undefined,
    retry: false,
  });
  const [found, setFound] = useState<TrackedOrder | null>(null);
  const order = found ?? linked.data ?? null;
  return (
    <main className={css.page}>
      {order && <TrackedOrderView order={order} />}
      {token !== undefined && linked.isPending && <DetailSkeleton />}
      {linked.error && !order && asProblem(linked.error).kind !== 'link-not-valid' && <Trouble error={linked.error} />}
      {linked.error && !order && asProblem(linked.error).kind === 'link-not-valid' && (
        <Alert color="yellow" mb="lg">
          {t('track.linkOver')}
        </Alert>
      )}
      {!order && (token === undefined || linked.error) && <Ask business={business} onFound={setFound} />}
    </main>
  );
}

function Ask({ business, onFound }: { business: string; onFound: (order: TrackedOrder) => void }) {
  const { t } = useTranslation('track');
  const [number, setNumber] = useState<number | string>('');
  const [phone, setPhone] = useState('');
  const look = useMutation({
    mutationFn: () =>
      ask(`/api/v1/public/${business}/order-tracking`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ number: Number(number), phone }),
      }),
    onSuccess: onFound,
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        look.mutate();
      }}
    >
      <Stack>
        <h1 className={css.title}>{t('track.title')}</h1>
        <Text c="dimmed">{t('track.ask')}</Text>
        <NumberInput
          label={t('track.number')}
          required
          min={1}
          allowDecimal={false}
          hideControls
          value={number}
          onChange={setNumber}
        />
        <TextInput
          label={t('track.phone')}
          required
          type="tel"
          autoComplete="tel"
          minLength={4}
          maxLength={40}
          value={phone}
          onChange={(event) => setPhone(event.currentTarget.value)}
        />
        {look.error &&
          (asProblem(look.error).kind === 'order-not-found' ? (
            <Alert color="red" role="alert">
              {t('track.notFound')}
            </Alert>
          ) : (
            <Trouble error={look.error} />
          ))}
        <Group justify="flex-end">
          <Button type="submit" loading={look.isPending} disabled={!number || phone.trim().length < 4}>
            {t('track.look')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Without the business header of the console: nobody is signed in here. */
async function ask(url: string, options?: RequestInit): Promise<TrackedOrder> {
  const response = await fetch(url, { ...options, credentials: 'omit' });
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) throw problemOf(body, response.status);
  return body as TrackedOrder; // 2xx bodies are checked by the server that sends them
}
