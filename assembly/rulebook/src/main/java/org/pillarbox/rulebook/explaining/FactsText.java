package org.pillarbox.rulebook.explaining;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.util.StdConverter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.pillarbox.rules.facts.Content;
import org.pillarbox.rules.facts.CounterKey;
import org.pillarbox.rules.facts.Fact;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.facts.Header;
import org.pillarbox.rules.facts.Headers;

/**
 * Facts as they are kept: compressed JSON of at most 4 KB, never a body. What does not fit is left
 * out and becomes unknown: first long header fields, then all but the few that people read.
 */
final class FactsText {
  private static final int MOST_BYTES = 4096;
  private static final int MOST_FIELD = 300;
  private static final int MOST_PLAIN = 1024 * 1024;
  private static final String NOT_KEPT = "not kept";
  private static final Set<String> READ =
      Set.of("from", "to", "cc", "subject", "date", "message-id", "sender", "reply-to");

  private final ObjectMapper json;

  FactsText() {
    SimpleModule module = new SimpleModule();
    module.addSerializer(new AsText<>(Instant.class));
    module.addSerializer(new AsText<>(Duration.class));
    module.addDeserializer(Instant.class, new FromText<>(Instant.class, Instant::parse));
    module.addDeserializer(Duration.class, new FromText<>(Duration.class, Duration::parse));
    module.addKeySerializer(CounterKey.class, new KeyText());
    module.addKeyDeserializer(CounterKey.class, new TextKey());
    this.json =
        new ObjectMapper()
            .registerModule(module)
            .addMixIn(Fact.class, OneOfFour.class)
            .addMixIn(Header.class, NameAndValue.class)
            .setVisibility(PropertyAccessor.GETTER, JsonAutoDetect.Visibility.NONE)
            .setVisibility(PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE)
            .setVisibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
            .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Fact.Value.class, name = "value"),
    @JsonSubTypes.Type(value = Fact.Absent.class, name = "absent"),
    @JsonSubTypes.Type(value = Fact.Unknown.class, name = "unknown"),
    @JsonSubTypes.Type(value = Fact.Later.class, name = "later")
  })
  private interface OneOfFour {}

  @JsonSerialize(converter = ToField.class)
  @JsonDeserialize(converter = ToHeader.class)
  private interface NameAndValue {}

  private record Field(String name, String value) {}

  private static final class ToField extends StdConverter<Header, Field> {
    @Override
    public Field convert(Header header) {
      return new Field(header.name(), header.value());
    }
  }

  private static final class ToHeader extends StdConverter<Field, Header> {
    @Override
    public Header convert(Field field) {
      return new Header(field.name(), field.value());
    }
  }

  byte[] write(Facts facts) throws IOException {
    byte[] bytes = packed(without(facts, false));
    return bytes.length <= MOST_BYTES ? bytes : smaller(facts);
  }

  private byte[] smaller(Facts facts) throws IOException {
    Facts fewer = without(facts, true);
    byte[] bytes = packed(fewer);
    return bytes.length <= MOST_BYTES
        ? bytes
        : packed(fewer.withContent(Content.unknown("too large to be kept")));
  }

  Facts read(byte[] bytes) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return json.readValue(in.readNBytes(MOST_PLAIN), Facts.class);
    }
  }

  private byte[] packed(Facts facts) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(json.writeValueAsString(facts).getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }

  private static Facts without(Facts facts, boolean fewer) {
    Content content = facts.content();
    boolean known = content.text().isKnown();
    return facts.withContent(
        new Content(
            content.size(),
            content.headers().map(headers -> shortened(headers, fewer)),
            known ? Fact.unknown(NOT_KEPT) : content.text(),
            fewer ? Fact.unknown(NOT_KEPT) : content.attachments(),
            content.traits()));
  }

  private static Headers shortened(Headers headers, boolean fewer) {
    List<Header> fields =
        headers.fields().stream()
            .filter(
                field ->
                    fewer
                        ? READ.contains(field.name().toLowerCase(Locale.ROOT))
                        : field.value().length() <= MOST_FIELD)
            .map(
                field ->
                    new Header(
                        field.name(),
                        field.value().substring(0, Math.min(MOST_FIELD, field.value().length()))))
            .toList();
    return new Headers(fields, headers.from(), headers.sender(), headers.replyTo());
  }

  private static final class AsText<T> extends StdSerializer<T> {
    private static final long serialVersionUID = 1L;

    AsText(Class<T> type) {
      super(type);
    }

    @Override
    public void serialize(T value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(value.toString());
    }
  }

  @FunctionalInterface
  private interface Parse<T> extends java.io.Serializable {
    T parse(String text);
  }

  private static final class FromText<T> extends StdDeserializer<T> {
    private static final long serialVersionUID = 1L;
    private final Parse<T> parse;

    FromText(Class<T> type, Parse<T> parse) {
      super(type);
      this.parse = parse;
    }

    @Override
    public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
      return parse.parse(in.getText());
    }
  }

  private static final class KeyText extends StdSerializer<CounterKey> {
    private static final long serialVersionUID = 1L;

    KeyText() {
      super(CounterKey.class);
    }

    @Override
    public void serialize(CounterKey key, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeFieldName(key.by() + " " + key.measure() + " " + key.window());
    }
  }

  private static final class TextKey extends KeyDeserializer {
    @Override
    public Object deserializeKey(String text, DeserializationContext context) {
      String[] parts = text.split(" ", -1);
      return new CounterKey(
          CounterKey.By.valueOf(parts[0]),
          CounterKey.Measure.valueOf(parts[1]),
          Duration.parse(parts[2]));
    }
  }
}
