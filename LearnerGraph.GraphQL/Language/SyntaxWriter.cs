using System.Globalization;
using System.Text;

namespace LearnerGraph.GraphQL.Language;

/// <summary>
/// Writes syntax with two spaces of indent; recursion is as deep as the tree, which the parser limits.
/// </summary>
internal sealed partial class SyntaxWriter(StringBuilder text)
{
    private int _indent;

    public override string ToString() => text.ToString();

    public void Write(SyntaxNode node)
    {
        switch (node)
        {
            case DocumentNode document:
                WriteDocument(document);
                break;
            case OperationDefinitionNode operation:
                WriteOperation(operation);
                break;
            case FragmentDefinitionNode fragment:
                WriteDescription(fragment.Description);
                text.Append("fragment ").Append(fragment.Name.Value).Append(" on ").Append(fragment.TypeCondition.Name);
                WriteDirectives(fragment.Directives);
                text.Append(' ');
                WriteSelections(fragment.SelectionSet);
                break;
            case VariableDefinitionNode variable:
                WriteVariableDefinition(variable);
                break;
            case SelectionSetNode set:
                WriteSelections(set);
                break;
            case SelectionNode selection:
                WriteSelection(selection);
                break;
            case ArgumentNode argument:
                text.Append(argument.Name.Value).Append(": ");
                WriteValue(argument.Value);
                break;
            case ObjectFieldNode field:
                text.Append(field.Name.Value).Append(": ");
                WriteValue(field.Value);
                break;
            case DirectiveNode directive:
                text.Append('@').Append(directive.Name.Value);
                WriteArguments(directive.Arguments);
                break;
            case ValueNode value:
                WriteValue(value);
                break;
            case TypeNode type:
                WriteType(type);
                break;
            default:
                WriteDefinition(node);
                break;
        }
    }

    public void WriteValue(ValueNode value)
    {
        switch (value)
        {
            case VariableNode variable:
                text.Append('$').Append(variable.Name);
                break;
            case IntValueNode number:
                text.Append(number.Text);
                break;
            case FloatValueNode number:
                text.Append(number.Text);
                break;
            case StringValueNode { IsBlock: true } block when BlockText.IsPrintable(block.Value):
                WriteBlock(block.Value);
                break;
            case StringValueNode literal:
                WriteString(literal.Value);
                break;
            case BooleanValueNode truth:
                text.Append(truth.Value ? "true" : "false");
                break;
            case NullValueNode:
                text.Append("null");
                break;
            case EnumValueNode name:
                text.Append(name.Name);
                break;
            case ListValueNode list:
                WriteJoined('[', list.Items, ']');
                break;
            case ObjectValueNode members:
                WriteJoined('{', members.Fields, '}');
                break;
        }
    }

    private void WriteDocument(DocumentNode document)
    {
        for (var i = 0; i < document.Definitions.Count; i++)
        {
            if (i > 0)
            {
                text.Append("\n\n");
            }

            Write(document.Definitions[i]);
        }
    }

    private void WriteOperation(OperationDefinitionNode operation)
    {
        WriteDescription(operation.Description);
        if (operation.Operation != OperationType.Query || operation.Name is not null
            || operation.Description is not null || operation.Variables.Count > 0 || operation.Directives.Count > 0)
        {
            text.Append(OperationName(operation.Operation));
            if (operation.Name is { } name)
            {
                text.Append(' ').Append(name.Value);
            }

            if (operation.Variables.Count > 0)
            {
                if (operation.Name is null)
                {
                    text.Append(' ');
                }

                WriteJoined('(', operation.Variables, ')');
            }

            WriteDirectives(operation.Directives);
            text.Append(' ');
        }

        WriteSelections(operation.SelectionSet);
    }

    private void WriteVariableDefinition(VariableDefinitionNode variable)
    {
        if (variable.Description is { } description)
        {
            WriteString(description.Value);
            text.Append(' ');
        }

        text.Append('$').Append(variable.Variable.Name).Append(": ");
        WriteType(variable.Type);
        if (variable.DefaultValue is { } value)
        {
            text.Append(" = ");
            WriteValue(value);
        }

        WriteDirectives(variable.Directives);
    }

    private void WriteSelections(SelectionSetNode set)
    {
        text.Append('{');
        _indent++;
        for (var i = 0; i < set.Selections.Count; i++)
        {
            NewLine();
            WriteSelection(set.Selections[i]);
        }

        _indent--;
        NewLine();
        text.Append('}');
    }

    private void WriteSelection(SelectionNode selection)
    {
        SelectionSetNode? set = null;
        switch (selection)
        {
            case FieldNode field:
                if (field.Alias is { } alias)
                {
                    text.Append(alias.Value).Append(": ");
                }

                text.Append(field.Name.Value);
                WriteArguments(field.Arguments);
                set = field.SelectionSet;
                break;
            case FragmentSpreadNode spread:
                text.Append("...").Append(spread.Name.Value);
                break;
            case InlineFragmentNode inline:
                text.Append("...");
                if (inline.TypeCondition is { } condition)
                {
                    text.Append(" on ").Append(condition.Name);
                }

                set = inline.SelectionSet;
                break;
        }

        WriteDirectives(selection.Directives);
        if (set is not null)
        {
            text.Append(' ');
            WriteSelections(set);
        }
    }

    private void WriteArguments(IReadOnlyList<ArgumentNode> arguments)
    {
        if (arguments.Count > 0)
        {
            WriteJoined('(', arguments, ')');
        }
    }

    private void WriteDirectives(IReadOnlyList<DirectiveNode> directives)
    {
        for (var i = 0; i < directives.Count; i++)
        {
            text.Append(' ');
            Write(directives[i]);
        }
    }

    private void WriteJoined(char open, IReadOnlyList<SyntaxNode> nodes, char close)
    {
        text.Append(open);
        for (var i = 0; i < nodes.Count; i++)
        {
            if (i > 0)
            {
                text.Append(", ");
            }

            Write(nodes[i]);
        }

        text.Append(close);
    }

    private void WriteType(TypeNode type)
    {
        switch (type)
        {
            case ListTypeNode list:
                text.Append('[');
                WriteType(list.Item);
                text.Append(']');
                break;
            case NonNullTypeNode nonNull:
                WriteType(nonNull.Nullable);
                text.Append('!');
                break;
            case NamedTypeNode named:
                text.Append(named.Name);
                break;
        }
    }

    private void WriteDescription(StringValueNode? description)
    {
        if (description is not null)
        {
            WriteValue(description);
            NewLine();
        }
    }

    private void WriteBlock(string value)
    {
        text.Append("\"\"\"");
        foreach (var line in value.Replace("\"\"\"", "\\\"\"\"", StringComparison.Ordinal).Split('\n'))
        {
            if (line.Length == 0)
            {
                text.Append('\n');
            }
            else
            {
                NewLine();
                text.Append(line);
            }
        }

        NewLine();
        text.Append("\"\"\"");
    }

    private void WriteString(string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            switch (c)
            {
                case '"':
                    text.Append("\\\"");
                    break;
                case '\\':
                    text.Append("\\\\");
                    break;
                case '\b':
                    text.Append("\\b");
                    break;
                case '\f':
                    text.Append("\\f");
                    break;
                case '\n':
                    text.Append("\\n");
                    break;
                case '\r':
                    text.Append("\\r");
                    break;
                case '\t':
                    text.Append("\\t");
                    break;
                case < ' ' or (>= '\u007F' and <= '\u009F'):
                    text.Append("\\u").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture));
                    break;
                default:
                    text.Append(c);
                    break;
            }
        }

        text.Append('"');
    }

    private void NewLine()
    {
        text.Append('\n');
        text.Append(' ', _indent * 2);
    }

    private static string OperationName(OperationType operation) => operation switch
    {
        OperationType.Query => "query",
        OperationType.Mutation => "mutation",
        _ => "subscription",
    };
}
