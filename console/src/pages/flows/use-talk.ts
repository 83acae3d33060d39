import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Step, simulationOf } from './flow-queries.ts';

/** The simulated talk: played again whenever it grows, or the flow changes. */
export function useTalk(business: string, name: string, source: string, isGood: boolean) {
  const [steps, setSteps] = useState<Step[]>([]);
  const [language, setLanguage] = useState<string | null>(null);
  const query = useQuery({
    ...simulationOf(business, name, source, steps, language),
    enabled: steps.length > 0 && isGood,
  });
  const played = steps.length === 0 ? [] : (query.data?.steps.slice(0, steps.length) ?? []);
  return {
    steps,
    played,
    last: played.at(-1),
    isPlaying: steps.length > 0 && query.isFetching,
    error: steps.length > 0 ? query.error : null,
    language,
    speak: setLanguage,
    play: setSteps,
  };
}
