import { Collapse, Text, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import type { Reply, Simulated, Step } from './flow-queries.ts';
import { ReplyBubble } from './reply-bubble.tsx';
import css from './simulator.module.css';

type TurnProps = { step: Step; played: Simulated | undefined; onTap: (title: string) => void };

/** What the customer did, what the assistant answered, and why. */
export function Turn({ step, played, onTap }: TurnProps) {
  const { t } = useTranslation('flows');
  const [isOpen, { toggle }] = useDisclosure(false);
  return (
    <>
      <Said step={step} />
      {played?.replies.map((reply: Reply, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: replies of a turn have no names
        <ReplyBubble key={at} reply={reply} onTap={onTap} />
      ))}
      {played?.problem && (
        <Text size="sm" c="red" className={css.note}>
          {played.problem}
        </Text>
      )}
      {played?.trace && (
        <div className={css.why}>
          <UnstyledButton className={css.whyButton} onClick={toggle} aria-expanded={isOpen}>
            {t('flows.why')}: {played.trace.path.join(' → ') || played.trace.owners.join(', ')}
          </UnstyledButton>
          <Collapse expanded={isOpen}>
            <dl className={css.trace}>
              <dt>{t('flows.answeredBy')}</dt>
              <dd>{played.trace.owners.join(', ') || t('common.none')}</dd>
              <dt>{t('flows.understood')}</dt>
              <dd>
                {played.trace.understood
                  .map(({ how, what, score }) => `${how}: ${what}${score === undefined ? '' : ` (${score})`}`)
                  .join('; ') || t('common.none')}
              </dd>
              {played.trace.actions.length > 0 && (
                <>
                  <dt>{t('flows.did')}</dt>
                  <dd>{played.trace.actions.map(({ name, outcome }) => `${name} → ${outcome}`).join('; ')}</dd>
                </>
              )}
            </dl>
          </Collapse>
        </div>
      )}
    </>
  );
}

function Said({ step }: { step: Step }) {
  const { t } = useTranslation('flows');
  if ('later' in step) return <Text className={css.note}>{t('flows.timePassed', { time: step.later })}</Text>;
  const text =
    'customer' in step
      ? step.customer
      : 'taps' in step
        ? step.taps
        : step.sends.voice
          ? t('flows.aVoiceNote')
          : t('flows.aPhoto');
  return (
    <div className={css.mine} dir="auto" data-tap={'taps' in step || undefined}>
      {text}
    </div>
  );
}
