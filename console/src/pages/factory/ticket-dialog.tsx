import { Alert, Checkbox, Group, NumberInput, Skeleton, Text, Textarea, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconBellOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBusiness } from '../../session/use-me.ts';
import css from '../../ui/customers-phone.module.css';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { useWrite } from '../../ui/use-write.ts';
import { changeTicket, type Notice, noticeOf, type Ticket, type TicketState } from './calls.ts';

type Props = { ticket: Ticket; state: TicketState; onClose: () => void };

const TYPING_MS = 400;

/** Moves a ticket on. What the customer will read stands there before anything is sent. */
export function TicketDialog({ ticket, state, onClose }: Props) {
  const { t, i18n } = useTranslation('factory');
  const isSame = state === ticket.state;
  const [note, setNote] = useState('');
  const [percent, setPercent] = useState<number | string>(state === 'resolved' ? 100 : ticket.progressPercent);
  const [expectedOn, setExpected] = useState(ticket.expectedOn ?? '');
  const [notify, setNotify] = useState(!isSame);
  const [typed] = useDebouncedValue(note.trim(), TYPING_MS);
  const notice = useQuery({ ...noticeOf(useBusiness(), ticket, state, typed), enabled: notify });
  const willTell = notify && notice.data !== undefined && notice.data.way !== 'none';
  const isOver = state === 'resolved' || state === 'rejected';
  const write = useWrite({
    write: () =>
      changeTicket(ticket, {
        state,
        note: note.trim(),
        notify,
        ...(state === 'resolved' ? {} : { progressPercent: Number(percent) }),
        expectedOn: expectedOn || null,
      }),
    touches: ['tickets', 'contacts'],
    done: () => {
      onClose();
      return { message: t('common.saved') };
    },
  });
  return (
    <FormDialog
      title={t(`factory.ticket.ask.${isSame ? 'progress' : state}`, {
        number: `${t(`factory.ticket.${ticket.kind}`).toLocaleLowerCase(i18n.language)} ${ticket.number}`,
      })}
      onClose={onClose}
      onSubmit={() => write.mutate()}
      submit={willTell ? t('factory.ticket.saveAndTell') : t('common.save')}
      isGrave={state === 'rejected'}
      isBusy={write.isPending}
      isDisabled={notify && notice.isPending}
    >
      <Textarea
        label={t(isOver ? 'factory.ticket.resolution' : 'factory.ticket.note')}
        description={t('factory.ticket.noteHint')}
        value={note}
        maxLength={1_024}
        autosize
        minRows={2}
        dir="auto"
        onChange={(event) => setNote(event.currentTarget.value)}
        data-autofocus
      />
      {!isOver && (
        <Group grow align="flex-start">
          <NumberInput
            label={t('factory.ticket.progress')}
            value={percent}
            onChange={setPercent}
            min={0}
            max={100}
            step={10}
            allowDecimal={false}
            suffix=" %"
          />
          <TextInput
            type="date"
            label={t('factory.ticket.expected')}
            value={expectedOn}
            onChange={(event) => setExpected(event.currentTarget.value)}
          />
        </Group>
      )}
      <Checkbox
        label={t('factory.ticket.tell', { name: ticket.contact.name || t('factory.ticket.theCustomer') })}
        checked={notify}
        onChange={(event) => setNotify(event.currentTarget.checked)}
      />
      {notify && <Preview notice={notice.data} error={notice.error} />}
    </FormDialog>
  );
}

/** The bubble on the customer's phone. */
function Preview({ notice, error }: { notice: Notice | undefined; error: unknown }) {
  const { t, i18n } = useTranslation('factory');
  if (error) return <Trouble error={error} />;
  if (!notice) return <Skeleton height={96} />;
  if (notice.way === 'none')
    return (
      <Alert color="yellow" icon={<IconBellOff size={18} aria-hidden />} title={t('factory.preview.none')}>
        {t(`factory.whyNot.${notice.reason}`, { defaultValue: notice.advice ?? t('factory.whyNot.other') })}
      </Alert>
    );
  const language = new Intl.DisplayNames([i18n.language], { type: 'language' }).of(notice.language.replace('_', '-'));
  return (
    <div>
      <div className={css.phone}>
        <div className={css.bubble} dir="auto" lang={notice.language.replace('_', '-')}>
          {notice.text ?? notice.template}
        </div>
      </div>
      <Text size="xs" c="dimmed" mt={6}>
        {t(`factory.preview.${notice.way}`, { name: notice.template, language })}
      </Text>
    </div>
  );
}
