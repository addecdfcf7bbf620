package org.pillarbox.rulebook.versions;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.apache.james.eventsourcing.eventstore.cassandra.dto.EventDTO;
import org.apache.james.eventsourcing.eventstore.cassandra.dto.EventDTOModule;

/** {@link RuleSetChanged} as the event store keeps it. */
public final class RuleSetChangedDto implements EventDTO {
  /** For the multibinder of event modules. */
  public static final EventDTOModule<RuleSetChanged, RuleSetChangedDto> MODULE =
      EventDTOModule.forEvent(RuleSetChanged.class)
          .convertToDTO(RuleSetChangedDto.class)
          .toDomainObjectConverter(RuleSetChangedDto::event)
          .toDTOConverter(RuleSetChangedDto::new)
          .typeName("pillarbox-rule-set-changed")
          .withFactory(EventDTOModule::new);

  private final String type;
  private final VersionNote note;

  private RuleSetChangedDto(RuleSetChanged event, String type) {
    this.type = type;
    this.note = event.note();
  }

  @JsonCreator
  RuleSetChangedDto(
      @JsonProperty("type") String type,
      @JsonProperty("number") int number,
      @JsonProperty("author") String author,
      @JsonProperty("at") String at,
      @JsonProperty("comment") String comment,
      @JsonProperty("diff") String diff,
      @JsonProperty("content") String content,
      @JsonProperty("forced") boolean forced) {
    this.type = type;
    this.note = new VersionNote(number, author, Instant.parse(at), comment, diff, content, forced);
  }

  private RuleSetChanged event() {
    return new RuleSetChanged(note);
  }

  @Override
  public String getType() {
    return type;
  }

  public int getNumber() {
    return note.number();
  }

  public String getAuthor() {
    return note.author();
  }

  public String getAt() {
    return note.at().toString();
  }

  public String getComment() {
    return note.comment();
  }

  public String getDiff() {
    return note.diff();
  }

  public String getContent() {
    return note.content();
  }

  public boolean isForced() {
    return note.forced();
  }
}
