import { Button } from '@mantine/core';
import { IconMessagePlus } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useBusiness } from '../../session/use-me.ts';
import { useWrite } from '../../ui/use-write.ts';
import { type Contact, sendFirst } from './calls.ts';

const TemplatePicker = lazy(async () => ({
  default: (await import('../inbox/composer/template-picker.tsx')).TemplatePicker,
}));

/** The first word to somebody who has not written: only a template may be sent. */
export function StartChat({ contact }: { contact: Contact }) {
  const { t } = useTranslation('contacts');
  const business = useBusiness();
  const navigate = useNavigate();
  const [isOpen, setOpen] = useState(false);
  const send = useWrite({
    write: (content: Parameters<typeof sendFirst>[1]) => sendFirst(contact.phone ?? '', content),
    touches: ['contacts', 'conversations'],
    done: ({ conversationId }) => {
      navigate(`/${business}/inbox/${conversationId}`);
      return null;
    },
  });
  return (
    <>
      <Button
        leftSection={<IconMessagePlus size={16} aria-hidden />}
        loading={send.isPending}
        onClick={() => setOpen(true)}
      >
        {t('contacts.startChat')}
      </Button>
      {isOpen && (
        <Suspense fallback={null}>
          <TemplatePicker
            row={{ contact, channelId: null }}
            onSend={(content) => send.mutate(content)}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  );
}
