import { infiniteQueryOptions, type QueryKey, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';

export type ListPage<Row> = { items: Row[]; nextCursor: string | null };

/** How to read a list of the API, page by page. @param key business, kind in the plural, 'list', what it is narrowed to */
export const listOptions = <Row>(
  key: QueryKey,
  read: (cursor: string | undefined, signal: AbortSignal) => Promise<ListPage<Row>>,
) =>
  infiniteQueryOptions({
    queryKey: key,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => read(pageParam, signal),
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: (before) => before, // the old rows stay until the new ones are there
    maxPages: 40, // 2,000 rows; further down one searches
  });

export type List<Row> = {
  rows: Row[];
  isFirst: boolean; // nothing is known yet
  isOld: boolean; // rows of the filters before
  hasMore: boolean;
  isReadingMore: boolean;
  error: unknown;
  more(): void;
  retry(): void;
};

/** A list that grows as one scrolls. */
export function useList<Row>(options: ReturnType<typeof listOptions<Row>>): List<Row> {
  const query = useInfiniteQuery(options);
  const { data, isPending, isPlaceholderData, hasNextPage, isFetchingNextPage, error, fetchNextPage, refetch } = query;
  const rows = useMemo(() => data?.pages.flatMap(({ items }) => items) ?? [], [data]);
  return {
    rows,
    isFirst: isPending,
    isOld: isPlaceholderData,
    hasMore: hasNextPage,
    isReadingMore: isFetchingNextPage,
    error: rows.length === 0 ? error : null,
    more: () => {
      if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
    },
    retry: () => void refetch(),
  };
}
