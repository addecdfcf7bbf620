package org.pillarbox.webadmin.routes;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.apache.james.json.DTOModule;
import org.apache.james.server.task.json.dto.AdditionalInformationDTO;
import org.apache.james.server.task.json.dto.AdditionalInformationDTOModule;
import org.apache.james.task.TaskExecutionDetails;

/** What a rebuild of the search index did, as {@code GET /tasks/{id}} shows it. */
public final class SearchRebuildDetails
    implements TaskExecutionDetails.AdditionalInformation, AdditionalInformationDTO {
  private final String type;
  private final long messages;
  private final long failed;
  private final Instant timestamp;

  /**
   * Details.
   *
   * @param type of the task
   * @param messages that were read for the index
   * @param failed those that could not be read and are not in it
   * @param timestamp of this account
   */
  @JsonCreator
  public SearchRebuildDetails(
      @JsonProperty("type") String type,
      @JsonProperty("messages") long messages,
      @JsonProperty("failed") long failed,
      @JsonProperty("timestamp") Instant timestamp) {
    this.type = type;
    this.messages = messages;
    this.failed = failed;
    this.timestamp = timestamp;
  }

  /** How James' task routes write it. */
  public static AdditionalInformationDTOModule<SearchRebuildDetails, SearchRebuildDetails>
      module() {
    return DTOModule.forDomainObject(SearchRebuildDetails.class)
        .convertToDTO(SearchRebuildDetails.class)
        .toDomainObjectConverter(details -> details)
        .toDTOConverter((details, typeName) -> details)
        .typeName(SearchRebuildTask.TYPE.asString())
        .withFactory(AdditionalInformationDTOModule::new);
  }

  @Override
  public String getType() {
    return type;
  }

  /** Messages that were read. */
  public long getMessages() {
    return messages;
  }

  /** Messages that could not be read. */
  public long getFailed() {
    return failed;
  }

  @Override
  public Instant getTimestamp() {
    return timestamp;
  }

  @Override
  public Instant timestamp() {
    return timestamp;
  }
}
