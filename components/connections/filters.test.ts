import { describe, expect, it } from "vitest";
import { isFiltered, readFilters, toQuery, writeFilters } from "./filters";

const from = (query: string) => {
  const params = new URLSearchParams(query);
  return readFilters((name) => params.get(name));
};

describe("the filters of the connection list", () => {
  it("come back from the address as they were written", () => {
    const filters = { search: "ada & co", integration: "lab oauth", health: "failing" } as const;
    expect(from(writeFilters(filters))).toEqual(filters);
  });

  it("leave the address bare when nothing is filtered", () => {
    expect(writeFilters(from(""))).toBe("");
    expect(isFiltered(from(""))).toBe(false);
  });

  it("ignore a health state nobody knows", () => {
    expect(from("health=splendid")).toEqual({ search: "", integration: "", health: "" });
  });

  it("ask the server only for what is set", () => {
    expect(toQuery(from("search=+ada+&health=healthy"))).toEqual({ limit: 50, search: "ada", health: "healthy" });
  });
});
