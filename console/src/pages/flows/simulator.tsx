import { ActionIcon, Button, Code, Collapse, Loader, Menu, Text, TextInput, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import {
  IconCamera,
  IconClockPlay,
  IconCopy,
  IconDotsVertical,
  IconLanguage,
  IconMicrophone,
  IconRefresh,
  IconSend2,
  IconVariable,
} from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from '../../ui/toast.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import type { Simulated, Step } from './flow-queries.ts';
import { languageName } from './model/language-name.ts';
import { transcriptOf } from './model/transcript.ts';
import { Turn } from './simulated-turn.tsx';
import css from './simulator.module.css';

type Props = {
  flow: string;
  languages: readonly string[];
  steps: readonly Step[];
  played: readonly Simulated[];
  isPlaying: boolean;
  /** The text has errors: nothing new is answered until they are gone. */
  isBroken: boolean;
  error: unknown;
  language: string | null;
  onLanguage: (language: string | null) => void;
  onSteps: (steps: Step[]) => void;
};

/** A phone to try the flow on, as it stands in the editor. Nothing it does is kept. */
export function Simulator(props: Props) {
  const { steps, played, isPlaying, isBroken, error, onSteps } = props;
  const { t } = useTranslation('flows');
  const [showsVariables, { toggle }] = useDisclosure(false);
  const end = useRef<HTMLDivElement>(null);
  const last = played.at(-1);
  const add = (step: Step) => onSteps([...steps, step]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: follows the talk
  useEffect(() => {
    end.current?.scrollIntoView({ block: 'nearest' });
  }, [played.length, steps.length, isPlaying]);

  return (
    <section className={css.phone} aria-label={t('flows.simulator')}>
      <Head {...props} showsVariables={showsVariables} onVariables={toggle} />
      <Collapse expanded={showsVariables}>
        <Inspector last={last} />
      </Collapse>
      <div className={css.talk} role="log" aria-live="polite" aria-label={t('flows.talk')}>
        {steps.length === 0 && (
          <Text size="sm" className={css.note}>
            {t('flows.simulatorEmpty')}
          </Text>
        )}
        {steps.map((step, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a talk only grows
          <Turn key={at} step={step} played={played[at]} onTap={(taps) => add({ taps })} />
        ))}
        {isPlaying && <Loader size="xs" type="dots" className={css.typing} aria-label={t('common.loading')} />}
        {error ? <Trouble error={error} /> : null}
        {last?.waiting && (
          <Text size="sm" className={css.note}>
            {t('flows.waitsForPerson', { reason: last.waiting })}
          </Text>
        )}
        {isBroken && (
          <Text size="sm" className={css.note}>
            {t('flows.simulatorWaits')}
          </Text>
        )}
        <div ref={end} />
      </div>
      <Composer onSend={(customer) => add({ customer })} isEmpty={steps.length === 0} />
    </section>
  );
}

type HeadProps = Props & { showsVariables: boolean; onVariables: () => void };

function Head({ languages, steps, played, language, onLanguage, onSteps, showsVariables, onVariables }: HeadProps) {
  const { t } = useTranslation('flows');
  const copy = async () => {
    await navigator.clipboard.writeText(transcriptOf(steps, played));
    toast(t('common.copied'));
  };
  return (
    <header className={css.head}>
      <strong className={css.title}>{t('flows.simulator')}</strong>
      <Tooltip label={t('flows.variables')}>
        <ActionIcon onClick={onVariables} aria-label={t('flows.variables')} aria-pressed={showsVariables}>
          <IconVariable size={18} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t('flows.restart')}>
        <ActionIcon onClick={() => onSteps([])} disabled={steps.length === 0} aria-label={t('flows.restart')}>
          <IconRefresh size={18} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={t('flows.more')}>
            <IconDotsVertical size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconCamera size={16} aria-hidden />}
            onClick={() => onSteps([...steps, { sends: { photo: '' } }])}
          >
            {t('flows.sendPhoto')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconMicrophone size={16} aria-hidden />}
            onClick={() => onSteps([...steps, { sends: { voice: true } }])}
          >
            {t('flows.sendVoice')}
          </Menu.Item>
          {['31 min', '24 h'].map((later) => (
            <Menu.Item
              key={later}
              leftSection={<IconClockPlay size={16} aria-hidden />}
              onClick={() => onSteps([...steps, { later }])}
            >
              {t('flows.timePasses', { time: later })}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Label>{t('flows.customerLanguage')}</Menu.Label>
          <Menu.Item
            leftSection={<IconLanguage size={16} aria-hidden />}
            onClick={() => onLanguage(null)}
            aria-checked={language === null}
            role="menuitemradio"
          >
            {t('flows.unknownLanguage')}
          </Menu.Item>
          {languages.map((code) => (
            <Menu.Item
              key={code}
              onClick={() => onLanguage(code)}
              aria-checked={language === code}
              role="menuitemradio"
              fw={language === code ? 600 : undefined}
            >
              {languageName(code)}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item
            leftSection={<IconCopy size={16} aria-hidden />}
            disabled={steps.length === 0}
            onClick={() => void copy()}
          >
            {t('flows.copyTranscript')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </header>
  );
}

/** What the assistant remembers, and where it is. */
function Inspector({ last }: { last: Simulated | undefined }) {
  const { t } = useTranslation('flows');
  const variables = Object.entries(last?.variables ?? {});
  return (
    <div className={css.inspector}>
      <dl className={css.trace}>
        <dt>{t('flows.standsAt')}</dt>
        <dd>{last?.node ?? t('flows.rests')}</dd>
        {last && last.back.length > 0 && (
          <>
            <dt>{t('flows.backLeadsTo')}</dt>
            <dd>{last.back.at(-1)}</dd>
          </>
        )}
        <dt>{t('flows.language')}</dt>
        <dd>{last?.language ?? t('flows.unknownLanguage')}</dd>
      </dl>
      {variables.length === 0 ? (
        <Text size="xs" c="dimmed">
          {t('flows.noVariables')}
        </Text>
      ) : (
        variables.map(([name, value]) => (
          <div key={name} className={css.variable}>
            <span>{name}</span>
            <Code>{JSON.stringify(value)}</Code>
          </div>
        ))
      )}
    </div>
  );
}

function Composer({ onSend, isEmpty }: { onSend: (text: string) => void; isEmpty: boolean }) {
  const { t } = useTranslation('flows');
  const [text, setText] = useState('');
  return (
    <form
      className={css.composer}
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() === '') return;
        onSend(text.trim());
        setText('');
      }}
    >
      {isEmpty && (
        <div className={css.starters}>
          {['hi', 'menu'].map((starter) => (
            <Button key={starter} size="compact-sm" variant="default" radius="xl" onClick={() => onSend(starter)}>
              {starter}
            </Button>
          ))}
        </div>
      )}
      <div className={css.field}>
        <TextInput
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          placeholder={t('flows.writeAsCustomer')}
          aria-label={t('flows.writeAsCustomer')}
          maxLength={4096}
          flex={1}
          radius="xl"
          dir="auto"
        />
        <ActionIcon type="submit" variant="filled" color="brand" radius="xl" size={36} aria-label={t('flows.send')}>
          <IconSend2 size={18} className="points" aria-hidden />
        </ActionIcon>
      </div>
    </form>
  );
}
