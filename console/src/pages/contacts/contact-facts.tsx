import { useTranslation } from 'react-i18next';
import { Fact, Facts } from '../../ui/facts.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import type { Contact } from './calls.ts';
import { languageName } from './language-name.ts';

const KNOWN_FACTS = ['address', 'clothing_size', 'shoe_size', 'favourite_colour', 'note'];

/** How somebody is reached, and what is known of them. */
export function ContactFacts({ contact }: { contact: Contact }) {
  const { t, i18n } = useTranslation('contacts');
  const { identities, language, facts, email } = contact;
  const others = Object.entries(facts).filter(([name]) => name !== 'email');
  return (
    <section>
      <h3 className="part-heading">{t('contacts.about')}</h3>
      <Facts isAligned>
        {identities
          .filter(({ kind }) => kind !== 'wa_id')
          .map(({ kind, value }) => (
            <Fact key={`${kind} ${value}`} label={t(`contacts.identity.${kind}`)}>
              <bdi className="numbers">{kind === 'username' ? `@${value}` : value}</bdi>
            </Fact>
          ))}
        {email && <Fact label={t('contacts.column.email')}>{email}</Fact>}
        <Fact label={t('contacts.column.language')}>
          {language ? languageName(language, i18n.language) : t('contacts.notKnown')}
        </Fact>
        {others.map(([name, value]) => (
          <Fact
            key={name}
            label={KNOWN_FACTS.includes(name) ? t(`contacts.fact.${name}`) : name.replaceAll('_', ' ')}
            isWritten
          >
            {value}
          </Fact>
        ))}
        <Fact label={t('contacts.column.since')}>
          <RelativeTime at={contact.createdAt} />
        </Fact>
      </Facts>
    </section>
  );
}
