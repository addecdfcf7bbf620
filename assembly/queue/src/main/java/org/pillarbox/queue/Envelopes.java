package org.pillarbox.queue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import javax.mail.MessagingException;
import javax.mail.internet.AddressException;
import org.apache.james.core.MailAddress;
import org.apache.james.server.core.MailImpl;
import org.apache.james.server.core.MimeMessageSource;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.apache.mailet.PerRecipientHeaders.Header;

/**
 * The envelope of a mail as JSON: all that James keeps about a mail beside its message. Attributes
 * that can't be written (James calls them unserializable; they hold objects of the running process)
 * are left out, as its other queues do.
 */
final class Envelopes {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Envelopes() {}

  @SuppressWarnings("JavaUtilDate") // The Mail API speaks of Date.
  static String toJson(Mail mail, boolean hasMessage) throws JsonProcessingException {
    ObjectNode node = JSON.createObjectNode();
    node.put("name", mail.getName());
    mail.getMaybeSender().asOptional().ifPresent(sender -> node.put("sender", sender.asString()));
    ArrayNode recipients = node.putArray("recipients");
    mail.getRecipients().forEach(recipient -> recipients.add(recipient.asString()));
    node.put("state", mail.getState());
    node.put("error", mail.getErrorMessage());
    node.put("remoteHost", mail.getRemoteHost());
    node.put("remoteAddr", mail.getRemoteAddr());
    if (mail.getLastUpdated() != null) {
      node.put("lastUpdated", mail.getLastUpdated().getTime());
    }
    node.put("message", hasMessage);
    ObjectNode attributes = node.putObject("attributes");
    mail.attributes()
        .forEach(
            attribute ->
                attribute
                    .getValue()
                    .toJson()
                    .ifPresent(value -> attributes.set(attribute.getName().asString(), value)));
    ArrayNode headers = node.putArray("headers");
    mail.getPerRecipientSpecificHeaders()
        .getHeadersByRecipient()
        .forEach(
            (recipient, header) ->
                headers
                    .addObject()
                    .put("recipient", recipient.asString())
                    .put("name", header.getName())
                    .put("value", header.getValue()));
    return JSON.writeValueAsString(node);
  }

  static MailImpl fromJson(String json, MimeMessageSource body)
      throws IOException, MessagingException {
    try {
      return read(JSON.readTree(json), body);
    } catch (JsonProcessingException | AddressException | IllegalArgumentException e) {
      throw new DamagedEntryException("the envelope can't be read", e);
    }
  }

  private static MailImpl read(JsonNode node, MimeMessageSource body)
      throws IOException, MessagingException {
    MailImpl.Builder builder = MailImpl.builder().name(node.path("name").asText());
    if (node.hasNonNull("sender")) {
      builder.sender(new MailAddress(node.get("sender").asText()));
    }
    for (JsonNode recipient : node.path("recipients")) {
      builder.addRecipient(new MailAddress(recipient.asText()));
    }
    for (Map.Entry<String, JsonNode> attribute : node.path("attributes").properties()) {
      builder.addAttribute(
          new Attribute(
              AttributeName.of(attribute.getKey()),
              AttributeValue.fromJsonString(attribute.getValue().toString())));
    }
    for (JsonNode header : node.path("headers")) {
      builder.addHeaderForRecipient(
          Header.builder()
              .name(header.path("name").asText())
              .value(header.path("value").asText())
              .build(),
          new MailAddress(header.path("recipient").asText()));
    }
    MailImpl mail =
        builder
            .state(text(node, "state", Mail.DEFAULT))
            .remoteHost(text(node, "remoteHost", "localhost"))
            .remoteAddr(text(node, "remoteAddr", "127.0.0.1"))
            .build();
    if (node.hasNonNull("error")) {
      mail.setErrorMessage(node.get("error").asText());
    }
    if (node.hasNonNull("lastUpdated")) {
      mail.setLastUpdated(Date.from(Instant.ofEpochMilli(node.get("lastUpdated").asLong())));
    }
    if (node.path("message").asBoolean()) {
      mail.setMessageContent(body);
    }
    return mail;
  }

  private static String text(JsonNode node, String field, String otherwise) {
    return node.hasNonNull(field) ? node.get(field).asText() : otherwise;
  }
}
