/** What the Connect UI reads of `GET /providers/{slug}`. Everything is optional: the server may be newer than this page. */
export interface WireProvider {
  name: string;
  display_name?: string;
  auth_mode?: string;
  docs_connect?: string;
  connection_config?: Record<string, WireField>;
  credentials?: Record<string, WireField>;
}

/** A field that the end user fills in, as the wire protocol words it. */
export interface WireField {
  type?: string;
  title?: string;
  description?: string;
  example?: string;
  pattern?: string;
  format?: string;
  enum?: string[];
  order?: number;
  secret?: boolean;
  prefix?: string;
  suffix?: string;
  optional?: boolean;
  doc_section?: string;
  automated?: boolean;
  hidden?: boolean;
  default_value?: string;
}
