import { Button, Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { asProblem } from '../../api/problem.ts';
import { useBusiness } from '../../session/use-me.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { useWrite } from '../../ui/use-write.ts';
import { type Contact, createContact, editContact } from './calls.ts';
import { languageName, SPOKEN } from './language-name.ts';

type Props = { contact?: Contact; onClose: () => void };

/** What is said beside the number instead of beneath the form. */
const OF_PHONE = new Set(['phone-invalid', 'contact-exists']);

/** What the team keeps of a person; without one somebody new. */
export function ContactForm({ contact, onClose }: Props) {
  const { t, i18n } = useTranslation(['contacts', 'problems']);
  const business = useBusiness();
  const navigate = useNavigate();
  const facts = contact?.facts ?? {};
  const [phone, setPhone] = useState('');
  const [name, setName] = useState(contact?.name ?? '');
  const [language, setLanguage] = useState<string | null>(contact?.language ?? null);
  const [email, setEmail] = useState(facts.email ?? '');
  const [address, setAddress] = useState(facts.address ?? '');
  const [note, setNote] = useState(facts.note ?? '');
  const [problem, setProblem] = useState<unknown>(null);
  const edit = {
    ...(name === (contact?.name ?? '') ? {} : { name }),
    language,
    facts: { email: email.trim() || null, address: address.trim() || null, note: note.trim() || null },
  };
  const write = useWrite({
    write: () => (contact ? editContact(contact.id, edit) : createContact({ ...edit, phone })),
    touches: ['contacts'],
    done: ({ id }) => {
      onClose();
      if (!contact) navigate(`/${business}/contacts/${id}`);
      return { message: t('common.saved') };
    },
    failed: (error) => {
      setProblem(error);
      return true;
    },
  });
  const { kind, details } = asProblem(problem);
  const known = problem ? details.contactId : undefined;
  const ofPhone = problem !== null && OF_PHONE.has(kind);
  const languages = [...new Set([...SPOKEN, ...(contact?.language ? [contact.language] : [])])];
  return (
    <FormDialog
      title={contact ? t('contacts.edit') : t('contacts.new')}
      onClose={onClose}
      onSubmit={() => {
        setProblem(null);
        write.mutate();
      }}
      also={
        typeof known === 'string' && (
          <Button
            variant="default"
            onClick={() => {
              onClose();
              navigate(`/${business}/contacts/${known}`);
            }}
          >
            {t('contacts.openKnown')}
          </Button>
        )
      }
      submit={contact ? t('common.save') : t('contacts.add')}
      isBusy={write.isPending}
    >
      {!contact && (
        <TextInput
          type="tel"
          label={t('contacts.column.phone')}
          description={t('contacts.phoneHint')}
          value={phone}
          onChange={(event) => setPhone(event.currentTarget.value)}
          maxLength={40}
          required
          error={ofPhone && t(`problems.${kind}`)}
          dir="ltr"
          data-autofocus
        />
      )}
      <TextInput
        label={t('contacts.column.name')}
        {...(contact ? { description: t('contacts.nameHint') } : {})}
        value={name}
        maxLength={256}
        onChange={(event) => setName(event.currentTarget.value)}
        dir="auto"
      />
      <Select
        label={t('contacts.column.language')}
        data={languages.map((value) => ({ value, label: languageName(value, i18n.language) }))}
        value={language}
        onChange={setLanguage}
        searchable
        clearable
      />
      <TextInput
        type="email"
        label={t('contacts.column.email')}
        value={email}
        maxLength={320}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <Textarea
        label={t('contacts.address')}
        value={address}
        maxLength={1_000}
        autosize
        dir="auto"
        onChange={(event) => setAddress(event.currentTarget.value)}
      />
      <Textarea
        label={t('contacts.note')}
        value={note}
        maxLength={1_000}
        autosize
        minRows={2}
        dir="auto"
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {problem !== null && !ofPhone && <Trouble error={problem} />}
    </FormDialog>
  );
}
