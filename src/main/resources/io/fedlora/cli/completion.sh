
# What picocli does not know of: scenario files, run folders, and the keys of a scenario with their
# values. All else is left to the functions above.
_fedlora_reply() { # the word's beginning that stays, the word, what may stand for it, separated by blanks
  local candidate
  for candidate in $(printf '%s\n' "$3"); do
    case $candidate in
      *=) case $1$candidate in "$2"*) COMPREPLY+=("${1#"$cut"}$candidate") ;; esac ;;
      *) case $1$candidate in "$2"*) COMPREPLY+=("${1#"$cut"}$candidate ") ;; esac ;;
    esac
  done
}

_fedlora_files() { # the word, and the end of the files' names; without it, folders alone
  local begun=$1 found name
  case $begun in "~/"*) begun=$HOME/${begun#"~/"} ;; esac
  for found in "$begun"*; do
    [ -e "$found" ] || continue
    printf -v name '%q' "$1${found#"$begun"}"
    case $1 in "~/"*) name="~${name#\\~}" ;; esac
    if [ -d "$found" ]; then
      COMPREPLY+=("${name#"$cut"}/")
    elif [ -n "$2" ]; then
      case $found in *"$2") COMPREPLY+=("${name#"$cut"} ") ;; esac
    fi
  done
}

_fedlora_key() { # the word
  local key=${1%%=*}
  case $1 in
    *=*) _fedlora_reply "$key=" "$1" "$(_fedlora_values "$key")" ;;
    *) _fedlora_reply "" "$1" "$(_fedlora_keys)" ;;
  esac
}

_fedlora_list() { # the word, what stays before its last item, and names
  case $2 in
    *,*) _fedlora_reply "${2%,*}," "$1" "$3" ;;
    *) _fedlora_reply "${4:-}" "$1" "$3" ;;
  esac
}

_fedlora_kind() { # the kind of argument, and the word
  case $1 in
    SCENARIO) _fedlora_files "$2" .conf ;;
    DIR | DIR2) _fedlora_files "$2" "" ;;
    key=value) _fedlora_key "$2" ;;
    COLUMNS) _fedlora_list "$2" "$2" "$(_fedlora_columns)" ;;
    COMMAND) _fedlora_reply "" "$2" "$(_fedlora_commands)" ;;
    NAMES) _fedlora_list "$2" "$2" "all $(_fedlora_values method.name)" ;;
    key=a,b,c)
      case $2 in
        *=*) _fedlora_list "$2" "$2" "$(_fedlora_values "${2%%=*}")" "${2%%=*}=" ;;
        *) _fedlora_reply "" "$2" "$(_fedlora_keys)" ;;
      esac
      ;;
    *) return 1 ;;
  esac
}

_fedlora() {
  local word line i command= places=0 kind= option= cut=
  local -a words
  COMPREPLY=()
  if [ -n "${ZSH_VERSION:-}" ]; then
    words=("${COMP_WORDS[@]:0:$COMP_CWORD}")
    word=${COMP_WORDS[$COMP_CWORD]}
  else
    # Bash breaks words at = and hands over what is behind it alone.
    line=${COMP_LINE:0:${COMP_POINT:-${#COMP_LINE}}}
    read -r -a words <<< "$line"
    case $line in
      *[[:space:]]) word= ;;
      *) word=${words[${#words[@]} - 1]} && unset "words[${#words[@]}-1]" ;;
    esac
    case $COMP_WORDBREAKS in *=*) case $word in *=*) cut=${word%=*}= ;; esac ;; esac
  fi
  for i in "${words[@]:1}"; do
    if [ -n "$option" ]; then
      option=
    else
      case $i in
        -*=*) ;;
        -*) option=$(_fedlora_option "$command" "$i") ;;
        *) if [ -z "$command" ]; then command=$i; else places=$((places + 1)); fi ;;
      esac
    fi
  done
  if [ -n "$command" ]; then
    if [ -n "$option" ]; then
      kind=$option
    else
      case $word in
        --*=*)
          kind=$(_fedlora_option "$command" "${word%%=*}")
          [ -z "$kind" ] || { cut=${cut#"${word%%=*}="}; word=${word#*=}; }
          ;;
        -*) ;;
        *) kind=$(_fedlora_place "$command" "$places") ;;
      esac
    fi
  fi
  if [ -n "$kind" ] && _fedlora_kind "$kind" "$word"; then
    return 0
  fi
  COMPREPLY=()
  _complete_fedlora "$@" 2> /dev/null
  words=("${COMPREPLY[@]}")
  COMPREPLY=()
  for i in "${words[@]}"; do
    case $i in "$word"*) COMPREPLY+=("$i ") ;; esac
  done
}

complete -o default -o nospace -F _fedlora fedlora ./fedlora fedlora.sh fedlora.bash
