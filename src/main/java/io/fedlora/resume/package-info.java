/**
 * What a run keeps on disk, so that it can be resumed after it was killed.
 *
 * <p>A run that is resumed is replayed from its first event, with everything that the device
 * computes (work, its count, scores) taken from here instead. All else, the server's merges among
 * it, is done again, and the journal must come out with the same bytes as far as it had got. So
 * nothing that the federation or the world remembers has to be stored, and a new actor, fault or
 * behaviour needs no line here, as long as it keeps to four things:
 *
 * <ul>
 *   <li>whatever takes time to compute goes through the device ({@link
 *       io.fedlora.device.WorkStore}), and what the turns of the clock decide depends on nothing
 *       but the scenario and what the device gave;
 *   <li>{@link io.fedlora.adapter.Owned} is handed on as the object that it is, never unwrapped and
 *       wrapped anew, and its state is asked for where it is computed with and not in turns of the
 *       clock: what nobody holds any more is forgotten here;
 *   <li>a fault of a device is drawn before the work is done, not after it;
 *   <li>a file in the run folder is written whole ({@link io.fedlora.file.WholeFile}), or line by
 *       line and told again from its beginning ({@link io.fedlora.file.GrowingFile}).
 * </ul>
 */
@org.jspecify.annotations.NullMarked
package io.fedlora.resume;
