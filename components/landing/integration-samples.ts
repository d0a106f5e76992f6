/** The four steps in code. They run against an instance once its URL and an API key are set. */
export const INTEGRATION_SAMPLES = [
  {
    label: "Node",
    language: "js",
    code: `const { KEYHOLD_URL, KEYHOLD_API_KEY } = process.env;

async function keyhold(method, path, body) {
  const response = await fetch(KEYHOLD_URL + path, {
    method,
    headers: {
      authorization: \`Bearer \${KEYHOLD_API_KEY}\`,
      "content-type": "application/json",
    },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}

// 1. Once: add the provider with the app you registered there
await keyhold("POST", "/integrations", {
  provider: "github",
  unique_key: "github",
  credentials: { type: "OAUTH2", client_id: clientId, client_secret: clientSecret },
});

// 2. When a user clicks "Connect"
const { data } = await keyhold("POST", "/connect/sessions", {
  end_user: { id: user.id, email: user.email },
  allowed_integrations: ["github"],
});

// 3. Redirect the user. A signed webhook sends you the connectionId
response.redirect(data.connect_link);

// 4. Whenever you call the API for this user
const path = \`/connections/\${connectionId}?provider_config_key=github\`;
const { credentials } = await keyhold("GET", path);`,
  },
  {
    label: "cURL",
    language: "bash",
    code: `# 1. Once: add the provider with the app you registered there
curl --request POST "$KEYHOLD_URL/integrations" \\
  --header "Authorization: Bearer $KEYHOLD_API_KEY" --header "Content-Type: application/json" \\
  --data '{
    "provider": "github", "unique_key": "github",
    "credentials": { "type": "OAUTH2", "client_id": "…", "client_secret": "…" }
  }'

# 2. When a user clicks "Connect"
curl --request POST "$KEYHOLD_URL/connect/sessions" \\
  --header "Authorization: Bearer $KEYHOLD_API_KEY" --header "Content-Type: application/json" \\
  --data '{
    "end_user": { "id": "user-42", "email": "ada@example.com" },
    "allowed_integrations": ["github"]
  }'

# 3. Open the connect_link of the response. A signed webhook sends you the connectionId

# 4. Whenever you call the API for this user
curl "$KEYHOLD_URL/connections/$CONNECTION_ID?provider_config_key=github" \\
  --header "Authorization: Bearer $KEYHOLD_API_KEY"`,
  },
] as const;
