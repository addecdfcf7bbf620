/** Networks that may send to other domains without a login. */
package org.pillarbox.protection.relay;
