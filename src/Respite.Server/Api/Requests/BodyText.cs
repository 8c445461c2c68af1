using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace Respite.Server.Api.Requests;

/// <summary>Reads a body as JSON of which every text can be used: valid Unicode without NUL, which PostgreSQL would not store.</summary>
internal static class BodyText
{
    private const int MaxDepth = 32;

    /// <returns>The body, or what is wrong with it.</returns>
    public static (JsonNode? Body, RequestError? Error) Read(byte[] utf8)
    {
        if (utf8.Length == 0)
            return (null, Wrong("is missing", "send a JSON object"));
        if (!Utf8.IsValid(utf8))
            return (null, Wrong("is not valid UTF-8", "send JSON in UTF-8"));
        try
        {
            CheckTexts(utf8);
            return (JsonNode.Parse(utf8, null, new JsonDocumentOptions { MaxDepth = MaxDepth, AllowDuplicateProperties = false }), null);
        }
        catch (JsonException e)
        {
            return (null, Wrong($"is no JSON (line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1})", $"send one JSON object, no key twice, at most {MaxDepth} deep"));
        }
        catch (InvalidOperationException)
        {
            return (null, Wrong("holds a text with half a character or NUL", "send whole Unicode characters other than U+0000"));
        }
    }

    private static void CheckTexts(byte[] utf8)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = MaxDepth });
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.GetString()!.Contains('\0', StringComparison.Ordinal))
                throw new InvalidOperationException("NUL");
        }
    }

    private static RequestError Wrong(string detail, string remedy) => new("body", "", detail, remedy);
}
