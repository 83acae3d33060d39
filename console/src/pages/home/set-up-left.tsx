import { Button, CloseButton, VisuallyHidden } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { IconCircleCheck, IconCircleDashed } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useBusiness, useMe } from '../../session/use-me.ts';
import { teamOf } from '../settings/team/calls.ts';
import { channelsOf } from './calls.ts';
import css from './home.module.css';

const STEPS = { number: 'settings/set-up', team: 'settings/team', secondFactor: 'settings/account' } as const;
type Step = keyof typeof STEPS;

/** What is left of setting up, for whoever may do it; gone when all is done, or when they wish so. */
export function SetUpLeft() {
  const { t } = useTranslation('home');
  const business = useBusiness();
  const { person, can } = useMe();
  const [isHidden, setHidden] = useLocalStorage({
    key: `parlour.${business}.set-up-hidden`,
    defaultValue: false,
    getInitialValueInEffect: false,
  });
  const isAsked = person !== null && can('channels:write') && can('team:write') && !isHidden;
  const channels = useQuery({ ...channelsOf(business), enabled: isAsked });
  const team = useQuery({ ...teamOf(business), enabled: isAsked });
  if (!isAsked || !channels.data || !team.data) return null;

  const done: Record<Step, boolean> = {
    number: channels.data.items.some(({ emulated }) => !emulated),
    team: team.data.items.length > 1,
    secondFactor: person.secondFactor.on,
  };
  const steps = Object.keys(STEPS).filter((step): step is Step => step in STEPS);
  if (steps.every((step) => done[step])) return null;
  return (
    <section className={css.setUp} aria-labelledby="set-up-left">
      <div className={css.headingRow}>
        <h2 id="set-up-left" className={css.heading}>
          {t('home.setUp.title')}
        </h2>
        <Button component={Link} to={`/${business}/settings/set-up`} variant="light">
          {t('home.setUp.open')}
        </Button>
        <CloseButton aria-label={t('home.setUp.hide')} onClick={() => setHidden(true)} size="lg" />
      </div>
      <ul className={css.setUpSteps}>
        {steps.map((step) => (
          <li key={step}>
            {done[step] ? (
              <span className={css.setUpStep} data-done>
                <IconCircleCheck size={18} aria-hidden />
                <VisuallyHidden>{t('home.setUp.done')}</VisuallyHidden> {t(`home.setUp.${step}`)}
              </span>
            ) : (
              <Link className={css.setUpStep} to={`/${business}/${STEPS[step]}`}>
                <IconCircleDashed size={18} aria-hidden /> {t(`home.setUp.${step}`)}
              </Link>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
