import { ActionIcon, Alert, Button, Group, SegmentedControl, Text } from '@mantine/core';
import { useDebouncedValue, useMediaQuery } from '@mantine/hooks';
import { IconAlertTriangle, IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useBusiness, useMe } from '../../session/use-me.ts';
import { Page } from '../../ui/page.tsx';
import { DetailSkeleton } from '../../ui/skeletons.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { MoreMenu, type View, ViewMenu } from './desk-menus.tsx';
import css from './flow-desk.module.css';
import { checkOf, type Draft, draftOf, type Flow, flowOf, type Graph, schemaOf } from './flow-queries.ts';
import { Problems, Status } from './flow-status.tsx';
import { nodeAtLine } from './model/node-at-line.ts';
import { PublishButton } from './publish-button.tsx';
import { Simulator } from './simulator.tsx';
import { TextsPane } from './texts-pane.tsx';
import { useDraft } from './use-draft.ts';
import { useTalk } from './use-talk.ts';
import { VersionsPane } from './versions-pane.tsx';

const FlowGraph = lazy(async () => ({ default: (await import('./flow-graph.tsx')).FlowGraph }));
const YamlEditor = lazy(async () => ({ default: (await import('./yaml-editor.tsx')).YamlEditor }));

/** One flow: reads what customers get and what is being edited, then opens the desk. */
export function FlowDesk({ name }: { name: string }) {
  const { t } = useTranslation('flows');
  const business = useBusiness();
  const flow = useQuery(flowOf(business, name));
  const isOpen = useRef(false); // from then on the editor knows better than what is read again
  const hasDraft = flow.data?.draft != null;
  const draft = useQuery({ ...draftOf(business, name), enabled: hasDraft && !isOpen.current });
  if (flow.error && !flow.data) {
    return (
      <Page title={name}>
        <Trouble error={flow.error} retry={flow.refetch} />
      </Page>
    );
  }
  if (!flow.data || (!isOpen.current && hasDraft && draft.isPending)) {
    return (
      <Page title={name}>
        <DetailSkeleton />
        <span className="unseen">{t('common.loading')}</span>
      </Page>
    );
  }
  isOpen.current = true;
  return <Desk flow={flow.data} draft={draft.data ?? null} />;
}

const TYPING_MS = 350;
const NOWHERE: readonly string[] = []; // always the same one, or each key draws the graph anew

function Desk({ flow, draft }: { flow: Flow; draft: Draft | null }) {
  const { t } = useTranslation('flows');
  const { can } = useMe();
  const business = useBusiness();
  const isReadOnly = !can('flows:write');
  const editing = useDraft(flow, draft);
  const [calm] = useDebouncedValue(editing.source, TYPING_MS);
  const check = useQuery(checkOf(business, flow.name, calm));
  const schema = useQuery(schemaOf(business));
  const isGood =
    !check.isPlaceholderData && (check.data?.findings.every(({ severity }) => severity !== 'error') ?? false);
  const talk = useTalk(business, flow.name, calm, isGood);
  const isWide = useMediaQuery('(min-width: 75em)', true, { getInitialValueInEffect: false });
  const isMedium = useMediaQuery('(min-width: 48em)', true, { getInitialValueInEffect: false });
  const [view, setView] = useState<View>('graph');
  const [goTo, setGoTo] = useState<{ line: number } | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const lastGraph = useRef<Graph | null>(null); // stays while the text cannot be read
  lastGraph.current = check.data?.graph ?? lastGraph.current;
  const graph = lastGraph.current;
  const findings = check.data?.findings ?? [];

  const showLine = (line: number) => {
    if (!isWide) setView('text');
    else if (view !== 'graph' && view !== 'text') setView('graph');
    setGoTo({ line });
  };
  const jumps = isWide || view === 'text';
  const choose = useCallback(
    (name: string) => {
      setChosen(name);
      const node = graph?.nodes.find((one) => one.name === name);
      if (node && jumps) setGoTo({ line: node.line });
    },
    [graph, jumps],
  );

  const panes = {
    graph: graph ? (
      <FlowGraph
        graph={graph}
        here={talk.last?.node ?? null}
        path={talk.last?.trace?.path ?? NOWHERE}
        chosen={chosen}
        onChoose={choose}
      />
    ) : check.isPending ? (
      <DetailSkeleton />
    ) : (
      <Text p="md" c="dimmed" size="sm">
        {t('flows.noGraph')}
      </Text>
    ),
    text: (
      <YamlEditor
        label={t('flows.textOf', { name: flow.name })}
        source={editing.source}
        onChange={editing.change}
        findings={findings}
        schema={schema.data ?? null}
        goTo={goTo}
        onLine={(line) => graph && setChosen(nodeAtLine(graph.nodes, line))}
        isReadOnly={isReadOnly}
      />
    ),
    texts: (
      <TextsPane
        texts={check.data?.texts ?? []}
        languages={check.data?.languages ?? []}
        chosen={chosen}
        isReadOnly={isReadOnly}
        onChange={(text, language, value) => editing.changeText(text.path, language, value)}
      />
    ),
    versions: <VersionsPane flow={flow} source={editing.source} />,
    phone: (
      <Simulator
        flow={flow.name}
        languages={check.data?.languages ?? []}
        steps={talk.steps}
        played={talk.played}
        isPlaying={talk.isPlaying}
        isBroken={check.data?.findings.some(({ severity }) => severity === 'error') ?? false}
        error={talk.error}
        language={talk.language}
        onLanguage={talk.speak}
        onSteps={talk.play}
      />
    ),
  };
  const shown: View[] = isWide
    ? view === 'graph' || view === 'text'
      ? ['graph', 'text', 'phone']
      : [view === 'phone' ? 'graph' : view, 'text', 'phone']
    : isMedium && view !== 'phone'
      ? [view, 'phone']
      : [view];
  const choices: View[] = isWide
    ? ['graph', 'texts', 'versions']
    : isMedium
      ? ['graph', 'text', 'texts', 'versions']
      : ['graph', 'text', 'texts', 'versions', 'phone'];

  const publish = !isReadOnly && (
    <PublishButton
      flow={flow}
      seen={editing.seen}
      findings={findings}
      isDisabled={!editing.isDraft}
      onBefore={editing.saveNow}
      onPublished={editing.published}
      onLine={showLine}
    />
  );
  const current = choices.includes(view) ? view : 'graph';
  const head = isMedium
    ? { tools: <Status flow={flow} editing={editing} />, action: publish }
    : {
        isTight: true,
        back: (
          <ActionIcon component={Link} to={`/${business}/flows`} size={44} aria-label={t('flows.title')}>
            <IconArrowLeft size={20} className="points" aria-hidden />
          </ActionIcon>
        ),
        tools: <ViewMenu views={choices} view={current} onView={setView} />,
        action: (
          <>
            {publish}
            <MoreMenu flow={flow} editing={editing} findings={findings} onLine={showLine} />
          </>
        ),
      };

  return (
    <Page title={flow.name} {...head}>
      <div className={css.desk}>
        {isMedium && (
          <div className={css.bar}>
            <Button
              component={Link}
              to={`/${business}/flows`}
              variant="subtle"
              color="gray"
              size="compact-md"
              leftSection={<IconArrowLeft size={16} className="points" aria-hidden />}
            >
              {t('flows.title')}
            </Button>
            <SegmentedControl
              size="xs"
              aria-label={t('flows.view')}
              value={current}
              onChange={(value) => setView(value as View)}
              data={choices.map((value) => ({ value, label: t(`flows.views.${value}`) }))}
            />
            <Problems findings={findings} isChecking={check.isFetching || calm !== editing.source} onLine={showLine} />
          </div>
        )}
        {editing.conflict && (
          <Alert color="yellow" icon={<IconAlertTriangle size={18} aria-hidden />} title={t('flows.conflict')} m="sm">
            <Group>
              <Text size="sm" flex={1}>
                {t('flows.conflictAdvice', { name: editing.conflict })}
              </Text>
              <Button size="compact-md" variant="default" onClick={() => void editing.takeTheirs()}>
                {t('flows.takeTheirs')}
              </Button>
              <Button size="compact-md" variant="default" onClick={() => void editing.keepMine()}>
                {t('flows.keepMine')}
              </Button>
            </Group>
          </Alert>
        )}
        <div className={css.panes} data-count={shown.length}>
          {shown.map((pane) => (
            <section
              key={pane}
              className={css.pane}
              data-pane={pane}
              aria-label={pane === 'phone' ? undefined : t(`flows.views.${pane}`)}
            >
              <Suspense fallback={<DetailSkeleton />}>{panes[pane]}</Suspense>
            </section>
          ))}
        </div>
      </div>
    </Page>
  );
}
