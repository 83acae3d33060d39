import { Anchor, Button, Fieldset, Group, MultiSelect, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useBusiness, useMe } from '../../../session/use-me.ts';
import { Page } from '../../../ui/page.tsx';
import { DetailSkeleton } from '../../../ui/skeletons.tsx';
import { Trouble } from '../../../ui/trouble.tsx';
import { useWrite } from '../../../ui/use-write.ts';
import { type Business, businessOf, changeBusiness, flowsOf } from '../calls.ts';
import css from '../settings.module.css';
import { countries, currencies, languages, timeZones } from './choices.ts';

/** What the business is called, where it is and how it speaks. */
export function GeneralPage() {
  const { t } = useTranslation('business');
  const business = useBusiness();
  const query = useQuery(businessOf(business));
  return (
    <Page title={t('business.title')} isFull={false}>
      {query.error && <Trouble error={query.error} retry={query.refetch} />}
      {query.isPending && <DetailSkeleton />}
      {query.data && <GeneralForm key={JSON.stringify(query.data)} business={query.data} />}
    </Page>
  );
}

function GeneralForm({ business }: { business: Business }) {
  const { t, i18n } = useTranslation('business');
  const { can } = useMe();
  const slug = useBusiness();
  const flows = useQuery(flowsOf(slug));
  const { email = '', phone = '', hours = '', address = '' } = business.contactCard;
  const form = useForm({ initialValues: { ...business, contactCard: { email, phone, hours, address } } });
  const save = useWrite({
    write: changeBusiness,
    touches: ['business'],
    done: () => ({ message: t('business.saved'), undo: () => undo.mutate(pick(business)) }),
  });
  const undo = useWrite({
    write: changeBusiness,
    touches: ['business'],
    done: () => ({ message: t('business.undone') }),
  });
  const locale = i18n.resolvedLanguage ?? 'en';
  const mayWrite = can('business:write');
  const flowNames = [...new Set([...(flows.data?.items.map(({ name }) => name) ?? []), business.flow])];

  return (
    <form className={css.form} onSubmit={form.onSubmit((values) => save.mutate(pick(values)))}>
      <Fieldset variant="unstyled" disabled={!mayWrite}>
        <Stack gap="lg">
          <TextInput label={t('business.name')} required maxLength={100} {...form.getInputProps('name')} />
          <Group grow align="start" className={css.pair}>
            <Select
              label={t('business.country')}
              description={t('business.countryText')}
              data={countries(locale)}
              searchable
              allowDeselect={false}
              {...form.getInputProps('country')}
            />
            <Select
              label={t('business.timeZone')}
              description={t('business.timeZoneText')}
              data={timeZones(business.timeZone)}
              searchable
              allowDeselect={false}
              {...form.getInputProps('timeZone')}
            />
          </Group>
          <Group grow align="start" className={css.pair}>
            <Select
              label={t('business.currency')}
              description={t('business.currencyText')}
              data={currencies(locale)}
              searchable
              allowDeselect={false}
              {...form.getInputProps('currency')}
            />
            <MultiSelect
              label={t('business.languages')}
              description={t('business.languagesText')}
              data={languages(locale, business.languages)}
              searchable
              hidePickedOptions
              {...form.getInputProps('languages')}
            />
          </Group>
          <Select
            label={t('business.flow')}
            description={
              <>
                {t('business.flowText')}{' '}
                <Anchor component={Link} to={`/${slug}/flows`} size="xs">
                  {t('business.flowLink')}
                </Anchor>
              </>
            }
            data={flowNames}
            allowDeselect={false}
            {...form.getInputProps('flow')}
          />
          <h2 className={css.heading}>{t('business.card')}</h2>
          <Text c="dimmed" size="sm">
            {t('business.cardText')}
          </Text>
          <Group grow align="start" className={css.pair}>
            <TextInput
              label={t('business.phone')}
              type="tel"
              maxLength={40}
              {...form.getInputProps('contactCard.phone')}
            />
            <TextInput
              label={t('business.email')}
              type="email"
              maxLength={256}
              {...form.getInputProps('contactCard.email')}
            />
          </Group>
          <TextInput
            label={t('business.hours')}
            placeholder={t('business.hoursExample')}
            maxLength={500}
            {...form.getInputProps('contactCard.hours')}
          />
          <Textarea
            label={t('business.address')}
            autosize
            minRows={2}
            maxLength={500}
            {...form.getInputProps('contactCard.address')}
          />
        </Stack>
      </Fieldset>
      {mayWrite && (
        <Group className={css.actions}>
          <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
            {t('business.save')}
          </Button>
          {form.isDirty() && (
            <Button variant="default" onClick={form.reset}>
              {t('business.reset')}
            </Button>
          )}
        </Group>
      )}
    </form>
  );
}

const pick = ({ name, country, timeZone, currency, languages: spoken, flow, contactCard }: Business) => ({
  name,
  country,
  timeZone,
  currency,
  languages: spoken,
  flow,
  contactCard: { email: '', phone: '', hours: '', address: '', ...contactCard }, // empty: nothing is told
});
