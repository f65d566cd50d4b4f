using LearnerGraph.GraphQL.Language;
using LearnerGraph.GraphQL.TypeSystem;

namespace LearnerGraph.GraphQL.Validation;

public sealed partial class SchemaValidator
{
    private readonly HashSet<InputValueDefinition> _sound = [];
    private readonly HashSet<InputValueDefinition> _open = [];

    private void CheckDefault(InputValueDefinition input, string coordinate)
    {
        if (input.DefaultValue is not { } value)
        {
            return;
        }

        var context = new ValidationContext(
            _schema, new DocumentNode([], new SourceText(ReadOnlyMemory<byte>.Empty)), ValidationOptions.Unlimited);
        new ValueRules(context).Check(value, input.Type, null);
        if (context.Errors.Count > 0)
        {
            Report($"The default value of {coordinate} is wrong: {context.Errors[0].Message}");
        }
        else if (ContainsItself(input))
        {
            Report($"The default value of {coordinate} contains itself.");
        }
    }

    // An input object's default that leaves out a field brings in that field's default, which may lead back.
    private bool ContainsItself(InputValueDefinition input)
    {
        if (_sound.Contains(input))
        {
            return false;
        }

        if (!_open.Add(input))
        {
            return true;
        }

        var isCyclic = LeadsBack(input.DefaultValue!, input.Type);
        _open.Remove(input);
        _sound.Add(input);
        return isCyclic;
    }

    private bool LeadsBack(ValueNode value, SchemaType type)
    {
        if (value is ListValueNode list)
        {
            var item = type.Nullable is ListType listType ? listType.Item : type;
            return list.Items.Any(element => LeadsBack(element, item));
        }

        if (value is not ObjectValueNode members || type.Named is not InputObjectType input)
        {
            return false;
        }

        foreach (var field in input.Fields)
        {
            var given = members.Find(field.Name)?.Value;
            var leadsBack = given is not null
                ? LeadsBack(given, field.Type)
                : field.DefaultValue is not null && ContainsItself(field);
            if (leadsBack)
            {
                return true;
            }
        }

        return false;
    }
}
