/** Values of postgresql.conf by name, as one would write them there without quotes. */
export type Settings = Readonly<Record<string, string>>;

/**
 * Settings for a laptop or a server with 2 cores that the application shares. Durability is never traded: what was
 * acknowledged must survive a power cut.
 *
 * @see PostgreSQL 18, "Server Configuration"
 */
const DEFAULTS: Settings = {
  // Only processes of this machine that may enter the private socket directory.
  listen_addresses: '',
  unix_socket_permissions: '0700',
  max_connections: '100',
  cluster_name: 'parlour',

  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',

  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  random_page_cost: '1.1',
  // Reports must not take the second core from customers; short statements gain nothing from either.
  max_parallel_workers_per_gather: '0',
  jit: 'off',

  // A checkpoint makes the next change of every page costly, and replaying 1 GB takes seconds: few checkpoints, quick recovery.
  max_wal_size: '1GB',
  min_wal_size: '128MB',
  checkpoint_timeout: '10min',
  // The bundle has only pglz: measured after a checkpoint, a quarter of the log for almost twice the processor time.
  wal_compression: 'off',

  // Small hot tables are vacuumed by their own thresholds; look often enough that these mean something.
  autovacuum_naptime: '15s',
  // The locks of a killed node go with its connection, even in the middle of a long statement.
  client_connection_check_interval: '5s',

  timezone: 'UTC',
  default_text_search_config: 'pg_catalog.simple',
};

/** One file a weekday, overwritten a week later. Customers' data stays out: no statements, no values, no details. */
const LOGGING: Settings = {
  logging_collector: 'on',
  log_filename: 'postgres-%a.log',
  log_truncate_on_rotation: 'on',
  log_rotation_age: '1d',
  log_rotation_size: '0',
  log_file_mode: '0600',
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] ',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_checkpoints: 'off',
  lc_messages: 'C',
};

/** The text of postgresql.conf. It is written at every start, so that an upgrade can change it. */
export function configuration(logDir: string, socketDir: string, hbaFile: string, own: Settings): string {
  const folders = { log_directory: logDir, unix_socket_directories: socketDir, hba_file: hbaFile };
  const lines = Object.entries({ ...DEFAULTS, ...LOGGING, ...own, ...folders }).map(
    ([name, value]) => `${name} = ${quoted(value)}`,
  );
  return `# Written by Parlour at every start; changes here are lost.\n${lines.join('\n')}\n`;
}

/** The text of pg_hba.conf: the socket only, and a password even there. */
export const CLIENTS = 'local all all scram-sha-256\n';

const quoted = (value: string): string => `'${value.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
