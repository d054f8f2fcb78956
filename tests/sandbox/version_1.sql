CREATE TABLE IF NOT EXISTS sequences (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS usage (platform TEXT, minute INTEGER, calls INTEGER NOT NULL,
  PRIMARY KEY (platform, minute)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS faults (id INTEGER PRIMARY KEY, platform TEXT NOT NULL, call TEXT NOT NULL,
  kind TEXT NOT NULL, nth INTEGER NOT NULL, times INTEGER NOT NULL, seconds REAL NOT NULL,
  seen INTEGER NOT NULL DEFAULT 0, fired INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS text_faults (platform TEXT, text TEXT, PRIMARY KEY (platform, text)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS calls (id INTEGER PRIMARY KEY, at REAL NOT NULL, platform TEXT NOT NULL,
  name TEXT NOT NULL, method TEXT NOT NULL, path TEXT NOT NULL, parameters TEXT NOT NULL,
  status INTEGER NOT NULL, fault TEXT NOT NULL, answer TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS calls_by_name ON calls (platform, name);

CREATE TABLE IF NOT EXISTS fb_tokens (token TEXT PRIMARY KEY, kind TEXT NOT NULL, scopes TEXT NOT NULL,
  subcode INTEGER, issued_at REAL NOT NULL, expires_at REAL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS fb_posts (id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE,
  message TEXT NOT NULL, link TEXT NOT NULL, is_published INTEGER NOT NULL,
  is_hidden INTEGER NOT NULL DEFAULT 0, scheduled_at REAL, created_at REAL NOT NULL,
  updated_at REAL NOT NULL, app_id TEXT NOT NULL, written_at REAL NOT NULL);
CREATE INDEX IF NOT EXISTS fb_posts_in_order ON fb_posts (created_at, number);
CREATE INDEX IF NOT EXISTS fb_posts_scheduled ON fb_posts (scheduled_at) WHERE scheduled_at IS NOT NULL;
CREATE TABLE IF NOT EXISTS fb_photos (id TEXT PRIMARY KEY, number INTEGER NOT NULL, caption TEXT NOT NULL,
  alt_text TEXT NOT NULL, content BLOB NOT NULL, mime TEXT NOT NULL, width INTEGER NOT NULL,
  height INTEGER NOT NULL, published INTEGER NOT NULL, temporary INTEGER NOT NULL, post_id TEXT,
  position INTEGER NOT NULL DEFAULT 0, created_at REAL NOT NULL);
CREATE INDEX IF NOT EXISTS fb_photos_of_post ON fb_photos (post_id, position);
CREATE INDEX IF NOT EXISTS fb_photos_unused ON fb_photos (created_at) WHERE post_id IS NULL AND published = 0;
CREATE TABLE IF NOT EXISTS fb_comments (id TEXT PRIMARY KEY, number INTEGER NOT NULL, post_id TEXT NOT NULL,
  parent_id TEXT, message TEXT NOT NULL, attachment_url TEXT NOT NULL, is_hidden INTEGER NOT NULL DEFAULT 0,
  created_at REAL NOT NULL);
CREATE INDEX IF NOT EXISTS fb_comments_of_post ON fb_comments (post_id, number);
CREATE TABLE IF NOT EXISTS fb_previews (url TEXT PRIMARY KEY, title TEXT NOT NULL, description TEXT NOT NULL,
  image BLOB, image_mime TEXT NOT NULL, updated_at REAL NOT NULL);

CREATE TABLE IF NOT EXISTS zalo_tokens (token TEXT PRIMARY KEY, kind TEXT NOT NULL, state TEXT NOT NULL,
  issued_at REAL NOT NULL, expires_at REAL NOT NULL, challenge TEXT NOT NULL DEFAULT '') WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS zalo_articles (id TEXT PRIMARY KEY, number INTEGER NOT NULL, type TEXT NOT NULL,
  status TEXT NOT NULL, payload TEXT NOT NULL, created_at REAL NOT NULL, updated_at REAL NOT NULL,
  media TEXT NOT NULL, views INTEGER NOT NULL DEFAULT 0);
CREATE INDEX IF NOT EXISTS zalo_articles_in_order ON zalo_articles (type, created_at, number);
CREATE TABLE IF NOT EXISTS zalo_jobs (token TEXT PRIMARY KEY, number INTEGER NOT NULL, kind TEXT NOT NULL,
  article_id TEXT NOT NULL, payload TEXT NOT NULL, media TEXT NOT NULL, created_at REAL NOT NULL,
  ready_at REAL, settled INTEGER NOT NULL DEFAULT 0, error_code INTEGER NOT NULL DEFAULT 0,
  error_message TEXT NOT NULL DEFAULT '');
CREATE INDEX IF NOT EXISTS zalo_jobs_waiting ON zalo_jobs (ready_at) WHERE settled = 0;
CREATE INDEX IF NOT EXISTS zalo_jobs_by_time ON zalo_jobs (kind, created_at);
CREATE TABLE IF NOT EXISTS zalo_media (id TEXT PRIMARY KEY, content BLOB NOT NULL, mime TEXT NOT NULL,
  source_url TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS zalo_broadcasts (id TEXT PRIMARY KEY, number INTEGER NOT NULL,
  articles TEXT NOT NULL, target TEXT NOT NULL, sent_at REAL NOT NULL);
CREATE TABLE IF NOT EXISTS zalo_uploads (id TEXT PRIMARY KEY, kind TEXT NOT NULL, size INTEGER NOT NULL,
  uploaded_at REAL NOT NULL);
