using System.Text.Json;

namespace Respite.Cli.Output;

/// <summary>JSON as block-style YAML. Written by hand: loading a YAML library would double the start-up time.</summary>
public static class Yaml
{
    public static void Write(TextWriter to, JsonElement value)
    {
        if (Scalar(value) is { } scalar) to.WriteLine(scalar);
        else Write(to, value, 0, false);
    }

    private static void Write(TextWriter to, JsonElement value, int indent, bool afterDash)
    {
        var first = afterDash;
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
            {
                Indent(to, first ? 0 : indent);
                first = false;
                to.Write("- ");
                if (Scalar(item) is { } scalar) to.WriteLine(scalar);
                else Write(to, item, indent + 2, true);
            }

            return;
        }

        foreach (var property in value.EnumerateObject())
        {
            Indent(to, first ? 0 : indent);
            first = false;
            to.Write(Text(property.Name) + ":");
            if (Scalar(property.Value) is { } scalar)
            {
                to.WriteLine(" " + scalar);
            }
            else
            {
                to.WriteLine();
                Write(to, property.Value, property.Value.ValueKind == JsonValueKind.Array ? indent : indent + 2, false);
            }
        }
    }

    private static string? Scalar(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Text(value.GetString()!),
        JsonValueKind.Array when value.GetArrayLength() == 0 => "[]",
        JsonValueKind.Object when !value.EnumerateObject().Any() => "{}",
        JsonValueKind.Array or JsonValueKind.Object => null,
        JsonValueKind.Undefined => "null",
        _ => value.GetRawText(),
    };

    /// <summary>Plain where every YAML reader takes it for the same string; else double quotes, whose escapes are JSON's.</summary>
    private static string Text(string text)
    {
        var plain = text.Length > 0 && char.IsAsciiLetter(text[0])
            && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or '/' or ' ')
            && text[^1] != ' '
            && text.ToLowerInvariant() is not ("y" or "n" or "yes" or "no" or "on" or "off" or "true" or "false" or "null");
        return plain ? text : Json.Quote(text);
    }

    private static void Indent(TextWriter to, int count) => to.Write(new string(' ', count));
}
