using LearnerGraph.GraphQL;
using LearnerGraph.GraphQL.Language;
using LearnerGraph.GraphQL.TypeSystem;
using LearnerGraph.Tests.Architecture;
using LearnerGraph.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace LearnerGraph.Tests.Api;

public sealed class SchemaTests
{
    private static readonly string Root = SourceTree.Root;

    [Fact]
    public async Task Schema_is_the_committed_one_and_breaks_nothing_of_it()
    {
        await using var host = await ApiHost.StartAsync();
        var served = SchemaWriter.Write(host.Services.GetRequiredService<GraphQLServer>().Schema);
        var path = Path.Combine(Root, "LearnerGraph.Api", "schema.graphql");
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") is not "breaking")
        {
            SchemaComparison.FindBreaks(SchemaReader.Read(await File.ReadAllTextAsync(path)), SchemaReader.Read(served))
                .Should().BeEmpty("clients count on what is there; if they must, run with UPDATE_SNAPSHOTS=breaking");
        }

        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") is "1" or "breaking")
        {
            await File.WriteAllTextAsync(path, served);
        }

        served.Should().Be(
            await File.ReadAllTextAsync(path), "a change of the schema is committed: run with UPDATE_SNAPSHOTS=1");
    }

    [Fact]
    public async Task Schema_serves_the_contract_but_for_what_is_listed_as_missing()
    {
        await using var host = await ApiHost.StartAsync();
        var served = Coordinates(SchemaWriter.Write(host.Services.GetRequiredService<GraphQLServer>().Schema));
        var promised = Coordinates(await File.ReadAllTextAsync(
            Path.Combine(Root, "LearnerGraph.Tests", "Reference", "contract", "contract.graphql")));
        var missing = promised.Except(served).Order(StringComparer.Ordinal).ToArray();
        var path = Path.Combine(Root, "LearnerGraph.Tests", "Api", "not-yet-served.txt");
        var listed = (await File.ReadAllLinesAsync(path)).Where(line => line.Length > 0)
            .Select(line => line.Split("\t"))
            .ToDictionary(parts => parts[0], parts => $"{parts.ElementAtOrDefault(1)}");
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") is "1")
        {
            listed = missing.ToDictionary(one => one, one => listed.GetValueOrDefault(one, ""));
            await File.WriteAllLinesAsync(path, listed.Select(one => $"{one.Key}\t{one.Value}".TrimEnd()));
        }

        missing.Should().Equal(listed.Keys, "what is served leaves the list, and nothing joins it");
        listed.Where(one => one.Value.Split(' ').Length < 2).Select(one => one.Key).Should()
            .BeEmpty("behind a tab each line says in words which capability brings it");
    }

    [Fact]
    public async Task Schema_breaks_nothing_that_the_contract_promises_but_what_is_missing()
    {
        await using var host = await ApiHost.StartAsync();
        var contract = SchemaReader.Read(await File.ReadAllTextAsync(
            Path.Combine(Root, "LearnerGraph.Tests", "Reference", "contract", "contract.graphql")));
        var served = SchemaReader.Read(
            SchemaWriter.Write(host.Services.GetRequiredService<GraphQLServer>().Schema));

        SchemaComparison.FindBreaks(contract, served).Should().OnlyContain(line =>
            line.EndsWith("was removed.", StringComparison.Ordinal)
            || line.EndsWith("implements Node no more.", StringComparison.Ordinal));
    }

    [Fact]
    public void Coordinates_tell_types_nulls_arguments_and_defaults_apart() =>
        Coordinates("type A implements N { b(c: Int = 1): [B!]! } enum E { X } input I { d: String! } scalar S")
            .Should().BeEquivalentTo(
                "type A", "A implements N", "A.b: [B!]!", "A.b(c: Int = 1)", "enum E", "E.X", "input I",
                "I.d: String!", "scalar S");

    /// <summary>Everything of a schema that a client can count on, one line each.</summary>
    private static HashSet<string> Coordinates(string sdl)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var definition in Parser.Parse(sdl).Definitions.OfType<TypeDefinitionNode>())
        {
            var name = definition.Name.Value;
            switch (definition)
            {
                case FieldsDefinitionNode fields:
                    found.Add($"{(fields is InterfaceTypeDefinitionNode ? "interface" : "type")} {name}");
                    foreach (var one in fields.Interfaces) found.Add($"{name} implements {one.Name}");
                    foreach (var field in fields.Fields)
                    {
                        found.Add($"{name}.{field.Name.Value}: {SyntaxPrinter.Print(field.Type)}");
                        foreach (var argument in field.Arguments)
                        {
                            found.Add($"{name}.{field.Name.Value}({Text(argument)})");
                        }
                    }

                    break;
                case EnumTypeDefinitionNode enumeration:
                    found.Add($"enum {name}");
                    foreach (var value in enumeration.Values) found.Add($"{name}.{value.Name.Value}");
                    break;
                case InputObjectTypeDefinitionNode input:
                    found.Add($"input {name}");
                    foreach (var field in input.Fields) found.Add($"{name}.{Text(field)}");
                    break;
                case ScalarTypeDefinitionNode:
                    found.Add($"scalar {name}");
                    break;
                default:
                    found.Add($"union {name}");
                    break;
            }
        }

        return found;
    }

    // Defaults that mean the same may be written in two ways: 1.0 and 1.
    private static string Text(InputValueDefinitionNode value)
    {
        var type = $"{value.Name.Value}: {SyntaxPrinter.Print(value.Type)}";
        if (value.DefaultValue is not { } given) return type;

        var text = SyntaxPrinter.Print(given);
        return $"{type} = {(double.TryParse(text, out var number) ? $"{number}" : text)}";
    }
}
