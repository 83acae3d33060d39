import { Button, Group, Stepper } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useBusiness } from '../../../session/use-me.ts';
import { Page } from '../../../ui/page.tsx';
import { type Channel, type Connected, channelsOf } from '../calls.ts';
import css from '../settings.module.css';
import { AnswerStep } from './answer-step.tsx';
import { CredentialsStep } from './credentials-step.tsx';
import { FirstMessageStep } from './first-message-step.tsx';
import { NumberStep } from './number-step.tsx';
import { WebhookStep } from './webhook-step.tsx';

const STEPS = ['number', 'credentials', 'webhook', 'products', 'answers', 'team', 'first'] as const;
type Step = (typeof STEPS)[number];

/** From nothing to the first message, one thing at a time; every step can be left for later. */
export function SetUpPage() {
  const { t } = useTranslation('channels');
  const business = useBusiness();
  const [params, setParams] = useSearchParams();
  const [connected, setConnected] = useState<Connected | null>(null);
  const isNarrow = useMediaQuery('(max-width: 62em)', false, { getInitialValueInEffect: false });
  const channels = useQuery(channelsOf(business));
  const step = STEPS.find((one) => one === params.get('step')) ?? 'number';
  const at = STEPS.indexOf(step);
  const go = (to: Step) => setParams({ step: to });
  const next = () => go(STEPS[at + 1] ?? 'first');
  const channel = chosen(channels.data?.items ?? [], connected);

  const contents: Record<Step, ReactNode> = {
    number: (
      <NumberStep
        channels={channels.data?.items ?? []}
        onDemo={() => go('products')}
        onReal={() => go('credentials')}
      />
    ),
    credentials: (
      <CredentialsStep
        onConnected={(made) => {
          setConnected(made);
          go('webhook');
        }}
      />
    ),
    webhook: <WebhookStep channel={channel} connected={connected} />,
    products: (
      <ElsewhereStep
        text={t('channels.setUp.productsText')}
        link={t('channels.setUp.productsLink')}
        to={`/${business}/products`}
      />
    ),
    answers: <AnswerStep />,
    team: (
      <ElsewhereStep
        text={t('channels.setUp.teamText')}
        link={t('channels.setUp.teamLink')}
        to={`/${business}/settings/team`}
      />
    ),
    first: <FirstMessageStep channel={channel} />,
  };
  const canGoOn = step !== 'number' && step !== 'credentials' && step !== 'first';

  return (
    <Page title={t('channels.setUp.title')} isFull={false}>
      <div className={css.page}>
        {!isNarrow && (
          <Stepper
            className={css.steps}
            active={at}
            onStepClick={(index) => go(STEPS[index] ?? 'number')}
            orientation="vertical"
            size="sm"
            iconSize={28}
          >
            {STEPS.map((one) => (
              <Stepper.Step key={one} label={t(`channels.setUp.steps.${one}`)} />
            ))}
          </Stepper>
        )}
        <div className={css.grow}>
          <section aria-labelledby="step">
            <h2 id="step" className={css.heading}>
              {t('channels.setUp.stepOf', { at: at + 1, of: STEPS.length })} {t(`channels.setUp.steps.${step}`)}
            </h2>
            {contents[step]}
          </section>
          <Group mt="xl">
            {at > 0 && (
              <Button variant="default" onClick={() => go(STEPS[at - 1] ?? 'number')}>
                {t('channels.setUp.back')}
              </Button>
            )}
            {canGoOn && <Button onClick={next}>{t('channels.setUp.next')}</Button>}
            {(step === 'credentials' || step === 'number') && (
              <Button variant="subtle" onClick={() => go('products')}>
                {t('channels.setUp.later')}
              </Button>
            )}
          </Group>
        </div>
      </div>
    </Page>
  );
}

/** The number this is about: the one just connected, else the first real one, else any. */
const chosen = (all: readonly Channel[], connected: Connected | null): Channel | null =>
  connected?.channel ?? all.find(({ emulated }) => !emulated) ?? all[0] ?? null;

function ElsewhereStep({ text, link, to }: { text: string; link: string; to: string }) {
  return (
    <>
      <p>{text}</p>
      <Button component={Link} to={to} variant="light">
        {link}
      </Button>
    </>
  );
}
