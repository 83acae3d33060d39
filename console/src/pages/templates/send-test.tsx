import { Alert, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { useWrite } from '../../ui/use-write.ts';
import { type Slot, sendTest, type Template } from './calls.ts';

const WRITTEN = ['text', 'url', 'code'];

/** Sends a template to a number, mostly one's own, to see it there. */
export function SendTest({ template, onClose }: { template: Template; onClose: () => void }) {
  const { t } = useTranslation('templates');
  const { slots } = template;
  const [to, setTo] = useState('');
  const [values, setValues] = useState(() => slots.map(({ example }) => example ?? ''));
  const [problem, setProblem] = useState<unknown>(null);
  const needsFile = slots.some(({ kind, required }) => required && !WRITTEN.includes(kind));
  const write = useWrite({
    write: () => sendTest(to, template, componentsFor(template, values)),
    touches: ['messages', 'conversations'],
    done: () => {
      onClose();
      return { message: t('templates.test.sent') };
    },
    failed: (error) => {
      setProblem(error);
      return true;
    },
  });
  return (
    <FormDialog
      title={t('templates.test.title', { name: template.name })}
      onClose={onClose}
      onSubmit={() => {
        setProblem(null);
        write.mutate();
      }}
      submit={t('templates.test.send')}
      isBusy={write.isPending}
      isDisabled={needsFile}
    >
      <TextInput
        type="tel"
        dir="ltr"
        label={t('templates.test.to')}
        description={t('templates.test.hint')}
        value={to}
        maxLength={40}
        required
        onChange={(event) => setTo(event.currentTarget.value)}
        data-autofocus
      />
      {slots.map((slot, at) =>
        WRITTEN.includes(slot.kind) ? (
          <TextInput
            key={`${slot.place} ${slot.name}`}
            label={`${t(`templates.place.${slot.place.split('.')[0]}`, { defaultValue: slot.place })} {{${slot.name}}}`}
            value={values[at]}
            required={slot.required}
            maxLength={1_024}
            dir="auto"
            onChange={(event) => {
              const value = event.currentTarget.value;
              setValues((before) => before.map((one, n) => (n === at ? value : one)));
            }}
          />
        ) : null,
      )}
      {needsFile && <Alert color="yellow">{t('templates.test.needsFile')}</Alert>}
      {problem !== null && <Trouble error={problem} />}
    </FormDialog>
  );
}

/** What is filled in, by the places of the template. */
function componentsFor({ slots, parameterFormat }: Template, values: readonly string[]) {
  const of = (place: string) =>
    slots.flatMap((slot, at) => (slot.place === place && WRITTEN.includes(slot.kind) ? [parameter(slot, at)] : []));
  const parameter = ({ name }: Slot, at: number) => ({
    type: 'text',
    text: values[at] ?? '',
    ...(parameterFormat === 'NAMED' ? { parameter_name: name } : {}),
  });
  const texts = (['header', 'body'] as const).flatMap((type) => {
    const parameters = of(type);
    return parameters.length > 0 ? [{ type, parameters }] : [];
  });
  const buttons = slots.flatMap((slot, at) => {
    const index = /^buttons\.(\d+)$/.exec(slot.place)?.[1];
    if (index === undefined || !WRITTEN.includes(slot.kind)) return [];
    return [
      {
        type: 'button' as const,
        subType: 'url',
        index: Number(index),
        parameters: [{ type: 'text', text: values[at] ?? '' }],
      },
    ];
  });
  return [...texts, ...buttons];
}
