using System.Buffers;
using System.Text.Json;
using LearnerGraph.GraphQL.Language;

namespace LearnerGraph.GraphQL.Coercion;

/// <summary>A literal as the JSON value it stands for.</summary>
internal static class LiteralJson
{
    public static JsonElement ToElement(ValueNode literal)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Write(writer, literal);
        }

        var reader = new Utf8JsonReader(buffer.WrittenSpan);
        return JsonElement.ParseValue(ref reader);
    }

    private static void Write(Utf8JsonWriter writer, ValueNode literal)
    {
        switch (literal)
        {
            case IntValueNode number:
                writer.WriteRawValue(number.Text);
                break;
            case FloatValueNode number:
                writer.WriteRawValue(number.Text);
                break;
            case StringValueNode text:
                writer.WriteStringValue(text.Value);
                break;
            case BooleanValueNode truth:
                writer.WriteBooleanValue(truth.Value);
                break;
            case EnumValueNode name:
                writer.WriteStringValue(name.Name);
                break;
            case ListValueNode list:
                writer.WriteStartArray();
                foreach (var item in list.Items)
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case ObjectValueNode map:
                writer.WriteStartObject();
                foreach (var field in map.Fields)
                {
                    writer.WritePropertyName(field.Name.Value);
                    Write(writer, field.Value);
                }

                writer.WriteEndObject();
                break;
            case NullValueNode:
                writer.WriteNullValue();
                break;
            default:
                throw new GraphQLException("A variable cannot stand inside JSON.", ErrorCodes.BadUserInput);
        }
    }
}
