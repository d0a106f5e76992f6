"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/components/shared/trpc";
import type { ApiKeyItem } from "@/wire/api-keys";
import { setSnippetKey } from "./snippet-key";

const NAME = "Getting started";

/** Finds a key with full access that can still be shown. */
function findShowable(keys: readonly ApiKeyItem[]): ApiKeyItem | undefined {
  return keys.find(({ canReveal, scopes }) => canReveal && scopes.includes("environment:*"));
}

/** Returns a name that no key has yet. */
function unusedName(keys: readonly { name: string }[]): string {
  const taken = new Set(keys.map(({ name }) => name));
  let number = 1;
  while (taken.has(number === 1 ? NAME : `${NAME} ${number}`)) number += 1;
  return number === 1 ? NAME : `${NAME} ${number}`;
}

/** Fills an API key into this tab's snippets: an existing key that can be shown, or a new one. */
export function useFillSnippetKey(environment: string) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const list = useQuery(trpc.apiKeys.list.queryOptions());
  const reveal = useMutation(trpc.apiKeys.reveal.mutationOptions());
  const create = useMutation(trpc.apiKeys.create.mutationOptions());
  const fill = useMutation({
    mutationFn: async () => {
      const keys = await queryClient.fetchQuery(trpc.apiKeys.list.queryOptions());
      const showable = findShowable(keys);
      const { token } = showable
        ? await reveal.mutateAsync({ id: showable.id })
        : await create.mutateAsync({ name: unusedName(keys), scopes: ["environment:*"] });
      return token;
    },
    onSuccess: (token) => {
      setSnippetKey(environment, token);
      return queryClient.invalidateQueries(trpc.apiKeys.pathFilter());
    },
  });
  return { fill, willCreate: list.data !== undefined && findShowable(list.data) === undefined };
}
