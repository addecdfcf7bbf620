package org.pillarbox.search;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import org.apache.james.mailbox.model.SearchQuery;

/** Dates with a resolution as ranges: "on" a day is from its midnight to before the next, UTC. */
final class DateClauses {
  private DateClauses() {}

  static ObjectNode of(String field, SearchQuery.DateOperator operator) {
    ZonedDateTime at = operator.getDate().toInstant().atZone(ZoneOffset.UTC);
    ZonedDateTime start = start(at, operator.getDateResultion());
    long from = start.toInstant().toEpochMilli();
    long to = end(start, operator.getDateResultion()).toInstant().toEpochMilli();
    ObjectNode result = QueryTranslation.object();
    ObjectNode range = result.putObject("range").putObject(field);
    switch (operator.getType()) {
      case BEFORE -> range.put("lt", from);
      case ON -> range.put("gte", from).put("lt", to);
      case AFTER -> range.put("gte", to);
    }
    return result;
  }

  static boolean isDays(SearchQuery.DateOperator operator) {
    return switch (operator.getDateResultion()) {
      case Day, Month, Year -> true;
      case Second, Minute, Hour -> false;
    };
  }

  private static ZonedDateTime start(ZonedDateTime at, SearchQuery.DateResolution resolution) {
    return switch (resolution) {
      case Second -> at.truncatedTo(ChronoUnit.SECONDS);
      case Minute -> at.truncatedTo(ChronoUnit.MINUTES);
      case Hour -> at.truncatedTo(ChronoUnit.HOURS);
      case Day -> at.truncatedTo(ChronoUnit.DAYS);
      case Month -> at.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1);
      case Year -> at.truncatedTo(ChronoUnit.DAYS).withDayOfYear(1);
    };
  }

  private static ZonedDateTime end(ZonedDateTime start, SearchQuery.DateResolution resolution) {
    return switch (resolution) {
      case Second -> start.plusSeconds(1);
      case Minute -> start.plusMinutes(1);
      case Hour -> start.plusHours(1);
      case Day -> start.plusDays(1);
      case Month -> start.plusMonths(1);
      case Year -> start.plusYears(1);
    };
  }
}
