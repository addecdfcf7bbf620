/** The event store, and the events that a listener could not handle. */
package org.pillarbox.storage.events;
