/** Mail in transit: the spool, the outgoing queue, deferred mail and its retries. */
package org.pillarbox.queue;
